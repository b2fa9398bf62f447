"""Records: the list, one record with everything about it."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from serambi.catalogue import queries
from serambi.catalogue.cataloguing.finding import find_records
from serambi.catalogue.cataloguing.history import history_of
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc_table import rows_of
from serambi.catalogue.merging.grouping import explain
from serambi.catalogue.models import BibRecord
from serambi.catalogue.permissions import BATCH, IMPORT, ITEM_CHANGE, MERGE, RECORD_CHANGE, SEE
from serambi.catalogue.records.latest import latest_marc
from serambi.catalogue.records.serials import SERIAL_FORMATS
from serambi.catalogue.staff.forms import RecordFilter
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of

CSV_MOST = 100_000
_ORDERS = {
    "new": (("added_at", "pk"), True),
    "title": (("title", "pk"), False),
    "shelf": (("call_sort", "pk"), False),
}
_LISTED = (
    "title", "author", "publisher", "year", "format", "call_number", "call_sort", "isbn", "control_number", "shown",
    "added_at", "work_id",
)  # fmt: skip


@requires(SEE)
def records(request):
    """Every record, newest first, narrowed by number, title, format, branch."""
    form = RecordFilter(request.GET)
    asked = form.asked()
    found = find_records(asked.get("q", ""))
    if asked.get("format"):
        found = found.filter(format=asked["format"])
    if asked.get("branch"):
        found = found.filter(pk__in=asked["branch"].items.values("record"))
    if asked.get("hidden"):
        found = found.filter(shown=False)
    found = found.only(*_LISTED)
    if request.GET.get("as") == "csv":
        return _csv(found)
    sort = asked.get("sort") or "new"
    keys, descending = _ORDERS[sort]
    if sort == "shelf":
        found = found.exclude(call_sort="")
    rows = page_of(found, keys, request.GET, descending=descending)
    copies = queries.copy_counts([row.pk for row in rows])
    for row in rows:
        row.copies = copies.get(row.pk, 0)
    may_batch = request.user.may(BATCH)
    narrowed = any(asked.values())
    may = {"may_batch": may_batch, "may_change": request.user.may(RECORD_CHANGE)}
    return page(request, "records", "records", form=form, rows=rows, narrowed=narrowed, **may)


def _csv(found):
    header = [
        _("number"), _("title"), _("author"), _("publisher"), _("year"), _("ISBN"), _("call number"), _("format"),
        _("record number"),
    ]  # fmt: skip
    columns = ("pk", "title", "author", "publisher", "year", "isbn", "call_number", "format", "control_number")
    return csv_response("catalogue", header, found.order_by("pk").values_list(*columns)[:CSV_MOST].iterator(2000))


@requires(SEE)
def record(request, pk: int):
    """One record: description, copies, headings, grouping, MARC, history."""
    found = queries.record_with_editions(pk, public=False)
    if found is None:
        survivor = queries.merged_into(pk)
        if survivor is None:
            raise Http404
        return redirect("catalogue-staff:record", pk=survivor, permanent=True)
    marc = Marc.from_json(found.marc)
    described = describe(marc)
    why = next((each for each in explain(found.work) if each.record.pk == found.pk), None)
    return page(
        request,
        "record",
        "records",
        record=found,
        described=described,
        description=_description(found, described),
        marc_rows=rows_of(latest_marc(found)),
        why=why,
        history=history_of(found),
        may_items=request.user.may(ITEM_CHANGE),
        may_change=request.user.may(RECORD_CHANGE),
        issue_count=found.issues.count() if found.format in SERIAL_FORMATS else None,
        may_import=request.user.may(IMPORT),
        may_merge=request.user.may(MERGE),
        public_url=_public(found),
    )


def _description(found: BibRecord, described) -> list[tuple[str, str]]:
    """(label, text) of what the record says; empty ones are left out."""
    year = described.year_text or str(found.year or "")
    rows = [
        (_("Responsibility"), found.responsibility),
        (_("Other titles"), "; ".join(described.variant_titles)),
        (_("Edition"), found.edition),
        (_("Published"), ", ".join(filter(None, [found.place, found.publisher, year]))),
        (_("Extent"), "; ".join(filter(None, [found.extent, described.dimensions]))),
        (_("Series"), "; ".join(" ".join(filter(None, each)) for each in described.series)),
        (_("Format"), found.get_format_display()),
        (_("Evidence for the format"), described.format_reason),
        (_("Language"), ", ".join(described.languages)),
        (_("Audience"), found.get_audience_display() if found.audience != "unknown" else ""),
        (_("ISBN"), ", ".join(described.isbns)),
        (_("Wrong or cancelled ISBN"), ", ".join(described.isbns_raw)),
        (_("ISSN"), ", ".join(described.issns)),
        (_("Class"), found.ddc),
        (_("Call number"), found.call_number),
        (_("Record number"), " ".join(filter(None, [described.control_source, found.control_number]))),
        (_("Other numbers"), ", ".join(described.system_numbers)),
        (_("Summary"), described.summary),
    ]
    return [(label, text) for label, text in rows if text]


def _public(found: BibRecord) -> str:
    try:
        return reverse("discovery:record", args=[found.work_id]) if found.shown else ""
    except NoReverseMatch:
        return ""
