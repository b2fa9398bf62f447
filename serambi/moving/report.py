"""A move at a glance: where it stands, what becomes of its rows, what was mended and what has no place."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from serambi.moving import guessing, reasons
from serambi.moving.models import Move, MoveRow
from serambi.moving.slims.tables import JOINED, KEPT
from serambi.ui.words import number

_STATE, _OUTCOME = Move.State, MoveRow.Outcome
_TONES = {
    _OUTCOME.IMPORTED: "brand", _OUTCOME.MERGED: "good", _OUTCOME.DOUBTFUL: "warn", _OUTCOME.REFUSED: "bad",
    _OUTCOME.TAKEN_BACK: "rest", _OUTCOME.WAITING: "rest",
}  # fmt: skip
_WILL = {
    _OUTCOME.IMPORTED: gettext_lazy("come in as new"), _OUTCOME.MERGED: gettext_lazy("join what is here"),
    _OUTCOME.DOUBTFUL: gettext_lazy("are doubtful"), _OUTCOME.REFUSED: gettext_lazy("are refused, with the reason"),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    key: str
    count: int
    label: str
    tone: str


@dataclass(frozen=True)
class ReasonSum:
    outcome: str
    code: str
    sentence: str
    count: int


@dataclass(frozen=True)
class Progress:
    value: int
    top: int
    text: str


@dataclass(frozen=True)
class Stage:
    label: str
    text: str
    place: str


_PLACES = {
    _STATE.READING: 0, _STATE.COLUMNS: 1, _STATE.QUESTIONS: 1, _STATE.TURNING: 2, _STATE.STAGING: 2,
    _STATE.FORESEEING: 2, _STATE.REVIEW: 3, _STATE.COMMITTING: 4, _STATE.FINISHING: 4, _STATE.KEEPING: 4,
    _STATE.COMMITTED: 5, _STATE.REVERTING: 5, _STATE.UNDOING: 5, _STATE.REVERTED: 5, _STATE.CANCELLED: 3,
    _STATE.EMPTY: 3,
}  # fmt: skip


def road(move: Move) -> list[Stage]:
    """The stages of a move, with where it is now."""
    here = _PLACES.get(_STATE(move.stopped_in or move.state), 0)
    texts = [
        (_("Reading"), _("Every row is put down")),
        (_("Questions"), _("What the old words mean")),
        (_("Trial"), _("Compared, nothing changed")),
        (_("Review"), _("You decide")),
        (_("Adding"), _("Can be taken back")),
    ]
    return [
        Stage(label, text, "done" if index < here else "here" if index == here else "next")
        for index, (label, text) in enumerate(texts)
    ]


def progress(move: Move) -> Progress | None:
    """Count of the present step, None when it rests."""
    if not move.is_running:
        return None
    if move.state in (_STATE.STAGING, _STATE.COMMITTING, _STATE.REVERTING) and move.batch:
        batch = move.batch
        top = batch.total or move.found.get("records") or batch.done or 1
        text = _("%(done)s of %(all)s records") % {"done": number(batch.done), "all": number(top)}
        return Progress(min(batch.done, top), top, text)
    top = max(move.total, 1)
    return Progress(min(move.done, top), top, move.get_state_display())


def parts(move: Move) -> list[Part]:
    """What becomes of the rows, or became: parts whose sum is the number of rows."""
    sums = move.counts.get("outcome", {})
    ahead = move.state in (_STATE.REVIEW, _STATE.EMPTY)
    found = []
    for outcome in (
        _OUTCOME.IMPORTED, _OUTCOME.MERGED, _OUTCOME.DOUBTFUL, _OUTCOME.REFUSED, _OUTCOME.TAKEN_BACK, _OUTCOME.WAITING,
    ):  # fmt: skip
        if sums.get(outcome.value):
            label = str(_WILL[outcome]) if ahead and outcome in _WILL else str(outcome.label)
            found.append(Part(outcome.value, sums[outcome.value], label, _TONES[outcome]))
    return found


def bars(found: list[Part]) -> list[dict]:
    made, x = [], 0
    for part in found:
        made.append({"x": x, "width": part.count, "tone": part.tone})
        x += part.count
    return made


def reason_sums(move: Move) -> list[ReasonSum]:
    """Rows by reason, most frequent first."""
    found = []
    for key, count in move.counts.get("reason", {}).items():
        outcome, _colon, code = key.partition(":")
        found.append(ReasonSum(outcome, code, str(reasons.sentence(code)), count))
    return sorted(found, key=lambda each: (-each.count, each.code))


def mended(move: Move) -> list[tuple[str, str, int]]:
    """(code, words, rows) of what was repaired while reading."""
    return [(code, str(reasons.flag(code)), count) for code, count in move.found.get("flags", {}).items()]


def tables(move: Move) -> list[tuple[str, int, str]]:
    """(table, rows, what becomes of them) of a dump."""
    found = []
    for name, count in sorted(move.found.get("tables", {}).items()):
        if name in ("biblio", "item"):
            fate = _("rows of this move, listed one by one")
        elif name == "holiday":
            fate = _("coming holidays become holidays here; weekly days off are left out")
        elif name in JOINED:
            fate = _("joined to the titles and copies that use them")
        elif name in KEPT:
            fate = _("kept encrypted for the room that will want them")
        else:
            fate = _("left out: SLiMS's own workings")
        found.append((name, count, fate))
    return found


def dropped(move: Move) -> list[tuple[str, int]]:
    """Columns without a place, with how many rows had something there."""
    return list(move.found.get("dropped", {}).items())


def answers(move: Move, branches: dict[str, str]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """What becomes of the old system's words: (group, [(word, meaning, rows)])."""
    found = []
    for group, words in move.found.get("words", {}).items():
        meanings = dict(guessing.choices_of(group, branches))
        said = move.answers.get("values", {}).get(group, {})
        rows = [(word or _("(nothing)"), str(meanings.get(said.get(word, ""), "—")), count) for word, count in words]
        if rows:
            found.append((str(guessing.GROUPS[group]), rows))
    return found


def rows_text(count: int) -> str:
    return ngettext("%s row", "%s rows", count) % number(count)
