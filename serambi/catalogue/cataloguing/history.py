"""What happened to a record: every version with who, when and why; imports and revisions told as one story."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.models import BibRecord, ImportBatch, Revision, StagedRecord
from serambi.journal.models import Entry

LOOKED_THROUGH = 400
"""Journal entries that are looked through: the newest ones about any record."""
SAME_MOMENT = timedelta(seconds=2)
CAUSES: dict[str, tuple[object, str]] = {
    "import": (gettext_lazy("import"), "catalogue-staff:import"),
    "record": (gettext_lazy("record"), "catalogue-staff:record"),
    "heading": (gettext_lazy("heading"), "catalogue-staff:authority"),
    "heading_change": (gettext_lazy("change of a heading"), "catalogue-staff:heading-change"),
    "sru_target": (gettext_lazy("catalogue"), "catalogue-staff:copy-target"),
    "batch": (gettext_lazy("batch change"), "catalogue-staff:batch"),
    "batch_undo": (gettext_lazy("batch change"), "catalogue-staff:batch"),
    "merge": (gettext_lazy("merging"), "catalogue-staff:merged"),
}
"""Kind of a `changing.Cause` to what it is called and the name of its page, which takes the id as `pk`."""


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str
    by: str
    batch: int | None = None
    position: int | None = None
    version: int | None = None
    """The version of the record that it made, when it made one."""
    cause: str = ""
    url: str = ""


@dataclass(frozen=True)
class Version:
    """A version of a record: MARC as JSON before the change and after it, as far as they are known."""

    number: int
    happened: Happened
    before: str
    after: str


def history_of(record: BibRecord, *, most: int = 30) -> list[Happened]:
    """Newest first, copies and grouping included. Three queries."""
    told = [version.happened for version in versions_of(record, most=most)]
    at = [each.at for each in told]
    rows = _rows(record).filter(version_after=None).select_related("batch", "batch__acted_by").order_by("-batch")
    told += [_from_import(row) for row in rows[:20]]
    entries = Entry.objects.filter(event=RecordsChanged.name(), at__gte=record.added_at).select_related("by")
    for entry in entries.order_by("-id")[:LOOKED_THROUGH]:
        if entry.data.get("batch") or record.pk not in entry.data.get("records", []):
            continue  # imports are told already
        if not any(abs(entry.at - moment) < SAME_MOMENT for moment in at):
            told.append(Happened(entry.at, _("Copies or grouping changed"), str(entry.by or "")))
    return sorted(told, key=lambda each: each.at, reverse=True)


def versions_of(record: BibRecord, *, most: int = 30, below: int | None = None) -> list[Version]:
    """The newest `most` versions (below the number `below`), newest first. Two queries."""
    revisions = Revision.objects.filter(record=record).select_related("by").order_by("-number")
    rows = _rows(record).exclude(version_after=None).select_related("batch", "batch__acted_by")
    rows = rows.order_by("-version_after", "-pk")
    if below is not None:
        revisions, rows = revisions.filter(number__lt=below), rows.filter(version_after__lt=below)
    found = {}
    for row in rows[:most]:
        found.setdefault(row.version_after, Version(row.version_after, _from_import(row), row.before, row.marc))
    for each in revisions[:most]:
        found[each.number] = Version(each.number, _from_revision(each), each.before, each.after)
    newest = [found[number] for number in sorted(found, reverse=True)][:most]
    return [_with_before(version, newest[place + 1 :]) for place, version in enumerate(newest)]


def _with_before(version: Version, earlier: list[Version]) -> Version:
    """An import that was taken back no longer keeps what stood before it; the version before it does."""
    if version.before or not earlier or earlier[0].number != version.number - 1:
        return version
    return Version(version.number, version.happened, earlier[0].after, version.after)


def version_of(record: BibRecord, number: int) -> Version | None:
    """One version; None when nothing is known of it. Versions from before revisions were kept are known by what the
    next change found."""
    for version in versions_of(record, most=2, below=number + 1):
        if version.number == number:
            return version
    after = record.marc if number == record.version else marc_at(record, number)
    if not after:
        return None
    known = Happened(record.added_at, _("It came into the catalogue"), "", version=number)
    return Version(number, known, "", after)


def marc_at(record: BibRecord, number: int) -> str:
    """MARC as JSON as it stood in version `number`; empty when nothing tells."""
    if number == record.version:
        return record.marc
    own = Revision.objects.filter(record=record, number=number).first()
    if own is not None:
        return own.after
    row = _rows(record).filter(version_after=number).first()
    if row is not None:
        return row.marc
    following = Revision.objects.filter(record=record, number=number + 1).first()
    if following is not None:
        return following.before
    row = _rows(record).filter(version_after=number + 1).exclude(before="").first()
    return row.before if row else ""


def _rows(record: BibRecord):
    return StagedRecord.objects.filter(record=record).defer("raw", "prepared", "problems")


def _from_revision(revision: Revision) -> Happened:
    what = str(revision.get_why_display())
    if revision.reverted_to:
        what = _("Version %d brought back") % revision.reverted_to
    cause, url = "", ""
    if revision.cause in CAUSES and revision.cause_id:
        label, name = CAUSES[revision.cause]
        cause = f"{label} {revision.cause_id}"
        try:
            url = reverse(name, kwargs={"pk": revision.cause_id})
        except NoReverseMatch:
            url = ""
    return Happened(revision.at, what, str(revision.by or ""), version=revision.number, cause=cause, url=url)


def _from_import(row: StagedRecord) -> Happened:
    batch: ImportBatch = row.batch
    sentences = {
        StagedRecord.Outcome.ADDED: _("Added by the import “%s”"),
        StagedRecord.Outcome.MERGED: _("Found again by the import “%s”"),
        StagedRecord.Outcome.REVERTED: _("The import “%s” was taken back"),
    }
    what = sentences.get(row.outcome, _("Touched by the import “%s”"))
    if row.before or (row.outcome == StagedRecord.Outcome.MERGED and row.version_after):
        what = _("Replaced by the import “%s”")
    elif row.outcome == StagedRecord.Outcome.REVERTED and row.version_after:
        what = _("Written by the import “%s”, which was taken back")
    at = batch.finished_at or batch.state_since
    return Happened(at, what % batch.name, str(batch.acted_by or ""), batch.pk, row.position, row.version_after)
