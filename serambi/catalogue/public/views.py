"""One record as a file, and as the MARC it is."""

import re

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from serambi.catalogue import queries
from serambi.catalogue.cataloguing.covers import WIDTHS, path_of
from serambi.catalogue.exporting import FORMATS, Report, export
from serambi.catalogue.marc_table import rows_of
from serambi.catalogue.models import BibRecord
from serambi.catalogue.records.latest import latest_marc
from serambi.kit.access import open_to_all

DIGEST = re.compile(r"[0-9a-f]{24}")
FOR_EVER = "public, max-age=31536000, immutable"


def _moved(name: str, pk: int, **more):
    """To the record into which this one was merged, for good; not found when there is none."""
    survivor = queries.merged_into(pk)
    if survivor is None:
        raise Http404
    return redirect(reverse(name, kwargs={"pk": survivor, **more}), permanent=True)


@open_to_all
def download(request, pk: int, fmt: str):
    """The record in another format. Not found when it is hidden, or when ISO 2709 has no room for it."""
    shape = FORMATS.get(fmt)
    found = BibRecord.objects.filter(pk=pk, shown=True)
    if shape is None:
        raise Http404
    if not found.exists():
        return _moved("catalogue:download", pk, fmt=fmt)
    report = Report()
    content = b"".join(export(found, fmt=fmt, report=report))
    if report.too_long:
        raise Http404(report.too_long[0][2])
    return HttpResponse(
        content,
        content_type=shape.content_type,
        headers={"Content-Disposition": f'attachment; filename="{pk}.{shape.suffix}"', "X-Robots-Tag": "noindex"},
    )


@open_to_all
def marc(request, pk: int):
    """Field by field, for those who want to see the record itself."""
    found = BibRecord.objects.filter(pk=pk, shown=True).first()
    if found is None:
        return _moved("catalogue:marc", pk)
    rows = rows_of(latest_marc(found))
    return render(request, "catalogue/public/marc.html", {"record": found, "rows": rows, "formats": FORMATS.values()})


@open_to_all
def cover(request, name: str, width: int):
    """A cover's picture. Its name is made of its content, so it never changes."""
    if not DIGEST.fullmatch(name) or not 0 < width <= WIDTHS[-1]:
        raise Http404
    try:
        file = path_of(name, width).open("rb")
    except OSError:
        raise Http404 from None
    return FileResponse(file, content_type="image/webp", headers={"Cache-Control": FOR_EVER})
