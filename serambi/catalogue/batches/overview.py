"""A batch change at a glance: what it is, sums that add up, examples of every kind of effect. Fixed queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.catalogue.batches.copies import LISTS
from serambi.catalogue.batches.refusals import sentence
from serambi.catalogue.marc import edits
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc_table import rows_of
from serambi.catalogue.models import BatchChange, BatchRow, BibRecord, Item
from serambi.catalogue.vocabulary import Audience
from serambi.ui.words import language_name, number

EXAMPLES = 3
_STATE = BatchChange.State


@dataclass(frozen=True)
class Sum:
    code: str
    label: str
    count: int
    reasons: list[tuple[str, int]]


@dataclass
class Example:
    """One record or copy, and its lines before and after; lines that stay are left out."""

    label: str
    url: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def group_of(batch: BatchChange) -> str:
    """Whether sums tell what would happen or what did."""
    waiting = batch.state in (_STATE.PREVIEWING, _STATE.PREVIEW, _STATE.CANCELLED) or (
        batch.state == _STATE.FAILED and batch.stopped_in == _STATE.PREVIEWING
    )
    return "foreseen" if waiting else "outcome"


def sums_of(batch: BatchChange) -> list[Sum]:
    """Rows by what became of them; together they are all of the batch."""
    group = group_of(batch)
    counts, reasons = batch.counts.get(group, {}), batch.counts.get(f"{group}_reason", {})
    left = batch.total - sum(counts.values())
    counts = {**counts, **({BatchRow.Outcome.WAITING.value: left} if left else {})}
    found = []
    for code, label in BatchRow.Outcome.choices:
        if counts.get(code):
            why = [(str(sentence(key.split(":")[1])), n) for key, n in reasons.items() if key.startswith(f"{code}:")]
            found.append(Sum(code, str(label), counts[code], why))
    return found


def progress_of(batch: BatchChange) -> dict | None:
    """Count while it is worked on; None when it rests."""
    if not batch.is_running:
        return None
    text = _("%(done)s of %(all)s") % {"done": number(batch.cursor), "all": number(batch.total)}
    return {"value": batch.cursor, "top": max(batch.total, 1), "text": text}


def said(batch: BatchChange) -> list[tuple[str, int | None]]:
    """Each change in words, with how many it has an effect on."""
    effects = batch.counts.get("effect", {})
    branches = dict(Branch.objects.values_list("code", "name")) if batch.subject == "items" else {}
    known = bool(batch.counts.get("foreseen"))
    return [
        (_words(each, branches), effects.get(str(index), 0) if known else None)
        for index, each in enumerate(batch.changes)
    ]


def _words(each: dict, branches: dict[str, str]) -> str:
    do, value = each["do"], each.get("value", "")
    if do in LISTS:
        value = str(dict(LISTS[do].choices).get(value, value))
    if do == "audience":
        value = str(dict(Audience.choices).get(value, value))
    if do == "language":
        value = language_name(value)
    if do == "branch":
        value = branches.get(value, value)
    parts = {"tag": each.get("tag", ""), "code": each.get("code", ""), "find": each.get("find", ""), "value": value}
    sentences = {
        "branch": _("Move to %(value)s"),
        "shelf": _("Shelf place: %(value)s"),
        "lending": _("Use: %(value)s"),
        "condition": _("Condition: %(value)s"),
        "material": _("Material: %(value)s"),
        "source": _("Source: %(value)s"),
        "call_number": _("Call number: %(value)s"),
        "call_number_of_record": _("Call number of the record"),
        "add_field": _("Add field %(tag)s $%(code)s “%(value)s”"),
        "remove_field": _("Remove field %(tag)s with “%(find)s”") if parts["find"] else _("Remove field %(tag)s"),
        "set_subfield": _("Set %(tag)s $%(code)s to “%(value)s”"),
        "remove_subfield": _("Remove %(tag)s $%(code)s with “%(find)s”")
        if parts["find"]
        else _("Remove %(tag)s $%(code)s"),
        "replace_text": _("Replace “%(find)s” by “%(value)s” in %(tag)s")
        if parts["tag"]
        else _("Replace “%(find)s” by “%(value)s” everywhere"),
        "add_subject": _("Add the subject “%(value)s”"),
        "remove_subject": _("Remove the subject “%(find)s”"),
        "language": _("Language: %(value)s"),
        "audience": _("Audience: %(value)s"),
    }
    return sentences[do] % parts


def examples(batch: BatchChange) -> list[tuple[str, list[Example]]]:
    """For each change that has an effect some of the records or copies, and some of each that cannot be changed."""
    found = []
    for index, (words, count) in enumerate(said(batch)):
        if count:
            rows = batch.rows.filter(foreseen="changed", effects__contains=f",{index},").order_by("position")[:EXAMPLES]
            found.append((words, _shown(batch, list(rows))))
    refused = batch.rows.filter(foreseen="refused").order_by("position")[:EXAMPLES]
    if refused:
        found.append((_("Cannot be changed"), _shown(batch, list(refused))))
    return found


def names_of(batch: BatchChange, rows: Iterable[BatchRow]) -> dict[int, tuple[str, str]]:
    """Label and address by target. One query."""
    ids = [row.target for row in rows if row.target is not None]
    if batch.subject == BatchChange.Subject.ITEMS:
        known = Item.objects.filter(pk__in=ids).values_list("pk", "barcode")
        return {pk: (barcode, reverse("catalogue-staff:item", args=[pk])) for pk, barcode in known}
    known = BibRecord.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: (title, reverse("catalogue-staff:record", args=[pk])) for pk, title in known}


def _shown(batch: BatchChange, rows: list[BatchRow]) -> list[Example]:
    names, found = names_of(batch, rows), []
    texts = {}
    if batch.subject == BatchChange.Subject.RECORDS:
        ids = [row.target for row in rows if row.target is not None]
        texts = dict(BibRecord.objects.filter(pk__in=ids).values_list("pk", "marc"))
    for row in rows:
        label, url = names.get(row.target, (row.named or f"#{row.target}", ""))
        example = Example(label, url)
        if row.foreseen == "refused":
            example.after = [str(sentence(row.reason))]
        elif row.target in texts:
            before, after = Marc.from_json(texts[row.target]), Marc.from_json(texts[row.target])
            edits.apply(after, batch.changes)
            was, now = _lines(before), _lines(after)
            example.before = [line for line in was if line not in now][:6]
            example.after = [line for line in now if line not in was][:6]
        found.append(example)
    return found


def _lines(marc: Marc) -> list[str]:
    """A line a field: "650 $a Novel"."""
    lines = []
    for row in rows_of(marc):
        parts = (f"${code} {value}" if code else value for code, value in row.parts)
        lines.append(f"{row.tag} {' '.join(parts)}"[:300])
    return lines
