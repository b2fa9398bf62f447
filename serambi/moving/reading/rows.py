"""One row of a file, as every reader gives it out."""

from dataclasses import dataclass, field

RAW_KEPT = 20_000
"""Characters of the original text kept of a row."""


@dataclass(slots=True)
class Row:
    """`line` is the physical line where it begins (in a sheet: the row), counted from 1.

    `problem` says why it cannot be taken (a code of `moving.reasons`); then `cells` may be empty. `repairs` are codes
    of what had to be mended to read it; `raw` is the text as it stood.
    """

    line: int
    cells: list[str]
    raw: str
    problem: str = ""
    repairs: set[str] = field(default_factory=set)

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def kept(text: str) -> str:
    return text if len(text) <= RAW_KEPT else text[: RAW_KEPT - 1] + "…"
