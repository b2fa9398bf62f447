"""What the search reads in a record beside its indexed columns.

`describe` says all a page shows and takes four times as long; an index of a million records needs only these fields,
and punctuation means nothing to it.
"""

from dataclasses import dataclass

from serambi.catalogue.marc.formats import is_fiction
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import View

__all__ = ["SearchedText", "searched_text"]

OTHER_TITLES = ("130", "210", "222", "240", "242", "243", "246", "247", "730", "740")
TITLES_ELSEWHERE = ("765", "767", "775", "780", "785")  # original, translation, other edition, earlier, later title
NOTES = ("500", "501", "502", "504", "508", "511", "515", "518", "525", "530", "534", "538", "546", "580", "586", "590")
ACCESSIBILITY = ("341", "532")
READABLE = ("0", "1")
"""Second indicators of 856: the resource itself, or a version of it."""


@dataclass(slots=True)
class SearchedText:
    other_titles: list[str]
    summary: str
    contents: str
    notes: str
    skipped: int
    """Characters of the title that sorting leaves out (an article)."""
    online: bool
    accessibility: bool
    fiction: bool


def searched_text(marc: str, ddc: str, subjects: list[str]) -> SearchedText:
    """Read one record (its compact JSON). Never raises on what a record may hold."""
    view = View(Marc.from_json(marc))
    data = view.data
    other_titles = [text for tag in OTHER_TITLES for field in data.get(tag, ()) if (text := field.text("abnp"))]
    other_titles += [text for tag in TITLES_ELSEWHERE for field in data.get(tag, ()) if (text := field.text("t"))]
    notes = [field.text() for tag in NOTES for field in data.get(tag, ())]
    for field in data.get("880", ()):
        if (field.get("6") or "")[:3] in ("245", *OTHER_TITLES):
            other_titles.append(field.text("abnp"))
        else:
            notes.append(field.text("abcdefghnpqtx"))
    title = next(iter(data.get("245", ())), None)
    if title is not None:
        notes.append(title.text("c"))
    return SearchedText(
        other_titles=other_titles,
        summary=_joined(data.get("520", ()), "ab"),
        contents=_joined(data.get("505", ()), "agrt"),
        notes="\n".join(notes),
        skipped=int(title.ind2) if title is not None and title.ind2 in tuple("123456789") else 0,
        online=any(field.ind2 in READABLE and field.get("u") for field in data.get("856", ())),
        accessibility=any(data.get(tag) for tag in ACCESSIBILITY),
        fiction=bool(is_fiction(view, ddc, subjects)),
    )


def _joined(fields: list[DataField], codes: str) -> str:
    return "\n".join(field.text(codes) for field in fields)
