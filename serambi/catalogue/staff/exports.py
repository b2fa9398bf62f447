"""Export: the whole catalogue or one branch's part of it, streamed."""

from django.http import Http404, StreamingHttpResponse
from django.utils.timezone import localdate

from serambi.branches.models import Branch
from serambi.catalogue.exporting import FORMATS, export, records_too_long
from serambi.catalogue.models import BibRecord
from serambi.catalogue.permissions import EXPORT
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires


@requires(EXPORT)
def form(request):
    """Choose a format and a part of the catalogue."""
    return page(
        request,
        "export",
        "export",
        formats=FORMATS.values(),
        branches=Branch.objects.all(),
        count=BibRecord.objects.count(),
    )


@requires(EXPORT)
def file(request, fmt: str):
    """The file, written while it is read. `?branch=` keeps the records with a copy there."""
    if fmt not in FORMATS:
        raise Http404
    records = BibRecord.objects.all()
    code = request.GET.get("branch", "")
    if code:
        branch = Branch.objects.filter(code=code).first()
        if branch is None:
            raise Http404
        records = records.filter(pk__in=branch.items.values("record"))
    shape = FORMATS[fmt]
    name = f"catalogue-{localdate():%Y-%m-%d}.{shape.suffix}"
    return StreamingHttpResponse(
        export(records, fmt=fmt, with_items=fmt in {"mrc", "marcxml"}),
        content_type=shape.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@requires(EXPORT)
def too_long(request):
    """The records that ISO 2709 has no room for: they are missing in that file, so they are listed here."""
    return page(request, "export_too_long", "export", rows=records_too_long())
