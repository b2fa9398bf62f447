"""An import at a glance: its road, its progress, and sums that add up in sight. Reads the batch's own counts."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serambi.catalogue.importing import reasons
from serambi.catalogue.models import ImportBatch, StagedRecord
from serambi.ui.words import number

_STATE, _OUTCOME, _DECISION = ImportBatch.State, StagedRecord.Outcome, StagedRecord.Decision
_ORDER = [_STATE.STAGING, _STATE.REVIEW, _STATE.COMMITTING, _STATE.COMMITTED]


@dataclass(frozen=True)
class Stage:
    label: str
    text: str
    place: str
    """done, here or next."""


@dataclass(frozen=True)
class Part:
    """One of the parts that together are all records of the file."""

    key: str
    count: int
    label: str
    tone: str
    """brand, good, warn, bad, rest: its colour beside its words."""
    show: str = ""
    """The rows filter that lists them."""


@dataclass(frozen=True)
class Progress:
    value: int
    top: int
    text: str
    left: str


@dataclass(frozen=True)
class ReasonSum:
    outcome: str
    code: str
    sentence: str
    count: int


def road(batch: ImportBatch) -> list[Stage]:
    """The five stages a file goes through, with where it is now."""
    state = batch.stopped_in or batch.state
    if state in {_STATE.REVERTING, _STATE.REVERTED}:
        here = 5
    elif state in {_STATE.CANCELLED, _STATE.EMPTY}:
        here = 2
    else:
        here = {_STATE.STAGING: 1, _STATE.REVIEW: 2, _STATE.COMMITTING: 3, _STATE.COMMITTED: 4}[state]
    read = ngettext("%s record read", "%s records read", batch.total or batch.done)
    last = _("Taken back") if here == 5 else _("Done")
    texts = [
        (_("File"), batch.name),
        (_("Staging"), read % number(batch.total if batch.total is not None else batch.done)),
        (_("Review"), _("Nothing has changed in the catalogue yet") if here <= 2 else _("Decided")),
        (_("Adding"), _("Goes on where it was if interrupted")),
        (last, _("Can be taken back") if here < 5 and state not in {_STATE.CANCELLED, _STATE.EMPTY} else ""),
    ]
    places = ["done" if index < here else "here" if index == here else "next" for index in range(5)]
    if here == 5:
        places = ["done"] * 4 + ["here"]
    return [Stage(label, text, place) for (label, text), place in zip(texts, places, strict=True)]


def progress(batch: ImportBatch) -> Progress | None:
    """Count and estimate while it is worked on; None when it rests."""
    if not batch.is_running:
        return None
    rate = _("%s a second") % number(round(batch.rate)) if batch.rate >= 1 else ""
    done = number(batch.done)
    if batch.state == _STATE.STAGING:
        value, top = min(batch.cursor, batch.size), max(batch.size, 1)
        packed = batch.cursor > batch.size
        text = ngettext("%s record read", "%s records read", batch.done) % done
        left = None
        if batch.done and batch.cursor and batch.rate and not packed:
            left = (batch.size - batch.cursor) * batch.done / batch.cursor / batch.rate
        return Progress(0 if packed else value, top, text, _words(rate, left))
    top = _to_do(batch)
    text = _("%(done)s of %(all)s records") % {"done": done, "all": number(top)}
    left = (top - batch.done) / batch.rate if batch.rate else None
    return Progress(batch.done, max(top, 1), text, _words(rate, left))


def _to_do(batch: ImportBatch) -> int:
    if batch.state == _STATE.REVERTING:
        outcome = batch.counts.get("outcome", {})
        return batch.done + outcome.get(_OUTCOME.ADDED, 0) + outcome.get(_OUTCOME.MERGED, 0)
    return batch.total or 0


def _words(rate: str, seconds: float | None) -> str:
    if seconds is None:
        return rate
    if seconds < 60:
        number = max(round(seconds), 1)
        left = ngettext("about %d second left", "about %d seconds left", number) % number
    elif seconds < 5400:
        number = round(seconds / 60)
        left = ngettext("about %d minute left", "about %d minutes left", number) % number
    else:
        number = round(seconds / 3600)
        left = ngettext("about %d hour left", "about %d hours left", number) % number
    return ", ".join(filter(None, [rate, left]))


def parts(batch: ImportBatch) -> list[Part]:
    """What became of the records, or what will: parts whose sum is the number of records."""
    outcome = batch.counts.get("outcome", {})
    read = outcome.get(_OUTCOME.READ, 0)
    found = []
    if read and batch.state in {_STATE.REVIEW, _STATE.CANCELLED}:
        found += _planned(batch)
    elif read:
        found.append(Part("read", read, _("not decided on yet"), "rest"))
    found += [
        Part("added", outcome.get(_OUTCOME.ADDED, 0), _("added as new records"), "brand", "new"),
        Part("merged", outcome.get(_OUTCOME.MERGED, 0), _("joined with records we have"), "good", "matched"),
        Part("skipped", outcome.get(_OUTCOME.SKIPPED, 0), _("left out by decision"), "warn", "skipped"),
        Part("reverted", outcome.get(_OUTCOME.REVERTED, 0), _("taken back"), "rest", "reverted"),
        Part("refused", outcome.get(_OUTCOME.REFUSED, 0), _("refused, with the reason"), "bad", "refused"),
    ]
    return [part for part in found if part.count]


def _planned(batch: ImportBatch) -> list[Part]:
    rows = batch.rows.filter(outcome=_OUTCOME.READ).order_by().values_list("decision").annotate(Count("pk"))
    counts = dict(rows)
    return [
        Part("add", counts.get(_DECISION.ADD, 0), _("come in as new records"), "brand", "new"),
        Part("keep", counts.get(_DECISION.KEEP, 0), _("add their copies to records we have"), "good", "matched"),
        Part("replace", counts.get(_DECISION.REPLACE, 0), _("replace records we have"), "accent", "matched"),
        Part("undecided", counts.get(_DECISION.UNDECIDED, 0), _("doubtful, for you to decide"), "warn", "undecided"),
        Part("skip", counts.get(_DECISION.SKIP, 0), _("left out by decision"), "rest", "skipped"),
    ]


def bars(parts: list[Part]) -> list[dict]:
    """The parts beside each other, in records: where each begins and how wide it is."""
    found, x = [], 0
    for part in parts:
        found.append({"x": x, "width": part.count, "tone": part.tone})
        x += part.count
    return found


def total(batch: ImportBatch) -> int:
    return sum(batch.counts.get("outcome", {}).values())


def reason_sums(batch: ImportBatch) -> list[ReasonSum]:
    """Why records were refused, left out, or stay after a revert; most frequent first."""
    rows = []
    for key, count in batch.counts.get("reason", {}).items():
        outcome, _colon, code = key.partition(":")
        rows.append(ReasonSum(outcome, code, str(reasons.sentence(code)), count))
    return sorted(rows, key=lambda row: (-row.count, row.code))


def problem_sums(batch: ImportBatch) -> list[ReasonSum]:
    """What was wrong with records that came in all the same."""
    refused = {row.code for row in reason_sums(batch) if row.outcome == _OUTCOME.REFUSED}
    rows = batch.counts.get("problem", {}).items()
    found = [ReasonSum("", code, str(reasons.sentence(code)), count) for code, count in rows if code not in refused]
    return sorted(found, key=lambda row: (-row.count, row.code))


@dataclass(frozen=True)
class Copies:
    """What became of the copies that the file names."""

    added: int
    known: int
    taken_back: int
    issues: int
    """Issues of journals that came with them."""
    refused: list[ReasonSum]

    def __bool__(self):
        return bool(self.added or self.known or self.taken_back or self.issues or self.refused)


def copies(batch: ImportBatch) -> Copies:
    """Copies by what became of them, in the review by what will; those refused by reason."""
    counts = batch.counts.get("foreseen" if batch.state == _STATE.REVIEW else "items", {})
    refused = [
        ReasonSum("refused", key.partition(":")[2], str(reasons.sentence(key.partition(":")[2])), count)
        for key, count in counts.items()
        if key.startswith("refused:")
    ]
    sums = (counts.get(key, 0) for key in ("added", "known", "taken_back", "issues"))
    return Copies(*sums, sorted(refused, key=lambda row: -row.count))
