"""The history of a record: every version, what changed in it, and the way back."""

from types import SimpleNamespace

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue.cataloguing.history import Version, version_of, versions_of
from serambi.catalogue.marc.differing import differences
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc_table import rows_of
from serambi.catalogue.models import BibRecord
from serambi.catalogue.permissions import IMPORT, RECORD_CHANGE, SEE
from serambi.catalogue.records import changing
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.ui.attempt import attempt

PAGE = 25
MOST_DIFFERENCES = 40
"""Fields shown a version in the list; its own page shows all."""


@requires(SEE)
def history(request, pk: int):
    """Every version, newest first, with the fields it changed."""
    record = get_object_or_404(BibRecord, pk=pk)
    asked = request.GET.get("after", "")
    below = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    versions = versions_of(record, most=PAGE + 1, below=below)
    more = versions[PAGE - 1].number if len(versions) > PAGE else ""
    rows = [_row(version, record) for version in versions[:PAGE]]
    return page(
        request, "history", "records", record=record, rows=rows, pages=SimpleNamespace(next=more, previous=""),
        **_may(request),
    )  # fmt: skip


@requires(SEE)
def version(request, pk: int, number: int):
    """One version: what it changed, the record as it stood, and bringing it back."""
    record = get_object_or_404(BibRecord, pk=pk)
    found = version_of(record, number)
    if found is None:
        raise Http404
    after = Marc.from_json(found.after) if found.after else None
    since = differences(after, Marc.from_json(record.marc)) if after and found.number != record.version else []
    return page(
        request, "version", "records", record=record, row=_row(found, record, most=None), since=since,
        marc_rows=rows_of(after) if after else [], **_may(request),
    )  # fmt: skip


def _may(request) -> dict:
    return {"may_change": request.user.may(RECORD_CHANGE), "may_import": request.user.may(IMPORT)}


def _row(found: Version, record: BibRecord, *, most: int | None = MOST_DIFFERENCES) -> dict:
    before = Marc.from_json(found.before) if found.before else None
    after = Marc.from_json(found.after) if found.after else None
    changed = differences(before, after) if before and after else []
    return {
        "number": found.number,
        "happened": found.happened,
        "differences": changed[:most],
        "left_out": len(changed) - len(changed[:most]),
        "tags": sorted({each.tag for each in changed}),
        "is_now": found.number == record.version,
        "is_first": before is None,
    }


@require_POST
@requires(RECORD_CHANGE)
def bring_back(request, pk: int, number: int):
    """An earlier version becomes the next one; refused when somebody changed the record meanwhile."""
    record = get_object_or_404(BibRecord, pk=pk)
    found = version_of(record, number)
    if found is None or not found.after:
        raise Http404
    here = reverse("catalogue-staff:record-history", args=[pk])
    asked = request.POST.get("version", "")
    expected = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    if expected is None:
        return redirect(here)
    said = _("Version %d stands again, as a new version.") % number
    return attempt(
        request,
        lambda: changing.bring_back(record.pk, number, found.after, by=request.user, expected_version=expected),
        said,
        here,
    )
