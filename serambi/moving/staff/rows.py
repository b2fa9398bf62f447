"""The rows of a move, narrowed by what became of them; as CSV to be corrected and brought again."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of
from serambi.moving import again, reasons
from serambi.moving.models import Move, MoveFile, MoveRow
from serambi.moving.permissions import RUN
from serambi.moving.staff.forms import RowFilter
from serambi.moving.staff.frame import page


def _asked(request, move: Move):
    """The rows asked for, and the filter as it was understood."""
    asked = RowFilter(request.GET).asked()
    rows = MoveRow.objects.filter(move=move)
    if "outcome" in asked:
        rows = rows.filter(outcome=asked["outcome"])
    if "reason" in asked:
        rows = rows.filter(reason=asked["reason"])
    if "file" in asked:
        rows = rows.filter(file=asked["file"])
    if "flag" in asked:
        # neither database finds a word in a JSON list in the same way; as text both do
        rows = rows.filter(flags__icontains=f'"{asked["flag"]}"')
    return rows, asked


@requires(RUN)
def rows(request, pk: int):
    """The rows with line, original text, outcome and reason."""
    move = get_object_or_404(Move, pk=pk)
    found, asked = _asked(request, move)
    shown = page_of(found.select_related("file"), ("position",), request.GET)
    for row in shown:
        row.reason_words = reasons.sentence(row.reason) if row.reason else ""
        row.flag_words = [str(reasons.flag(code)) for code in row.flags]
    here = reverse("moving-staff:rows", args=[pk])
    chips = [
        {"label": label, "url": f"{here}?outcome={code}" if code else here, "on": code == asked.get("outcome", "")}
        for code, label in [("", _("All")), *((o.value, o.label) for o in MoveRow.Outcome if o.value)]
    ]
    sentence = reasons.sentence(asked["reason"]) if "reason" in asked else ""
    sentence = sentence or (reasons.flag(asked["flag"]) if "flag" in asked else "")
    files = [file for file in move.files.all() if file.rows and file.kind != MoveFile.Kind.SLIMS_MEMBERS]
    return page(
        request, "rows", "moves", move=move, rows=shown, chips=chips, asked=asked, sentence=sentence, files=files
    )


@requires(RUN)
def download(request, pk: int, file: int):
    """Those rows of one file as CSV, with its own columns, so that they can be corrected and brought again."""
    move = get_object_or_404(Move, pk=pk)
    chosen = get_object_or_404(MoveFile, pk=file, move=move)
    found, _filter = _asked(request, move)
    header, rows = again.as_table(chosen, found.filter(file=chosen).order_by("position"))
    return csv_response(f"move-{pk}-{file}", header, rows)
