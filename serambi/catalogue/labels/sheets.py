"""Sheets of labels: their measures in millimetres, and where the n-th label lies.

The measures of the Avery sheets are the maker's. Tom & Jerry prints only the size of a label on the packet; sheets of
different years differ by some millimetres, so these are a start: print the test page, hold it against a sheet, and
keep a copy with your own measures.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Sheet:
    """`left`, `top`: where the first label begins; `gap_x`, `gap_y`: between labels. All in millimetres."""

    code: str
    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap_x: float = 0
    gap_y: float = 0
    page_width: float = 210
    page_height: float = 297

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Left and top of a label of the sheet, counted from 0, row by row."""
        row, column = divmod(number, self.columns)
        return self.left + column * (self.width + self.gap_x), self.top + row * (self.height + self.gap_y)

    def overflow(self) -> tuple[float, float]:
        """By how many millimetres the last column and row stand over the page; 0 when they do not."""
        x, y = self.place(self.count - 1)
        return max(0.0, x + self.width - self.page_width), max(0.0, y + self.height - self.page_height)


def _sheet(code, name, grid, label, first, gap=(0, 0), page=(210, 297)) -> Sheet:
    return Sheet(code, name, *grid, *label, *first, *gap, *page)


SMALL, TALL = (210, 165), (165, 210)
BUILT_IN = {
    each.code: each
    for each in (
        _sheet("tj-103", "Tom & Jerry 103 (64 × 32 mm)", (3, 4), (64, 32), (4, 11), (5, 5), SMALL),
        _sheet("tj-107", "Tom & Jerry 107 (50 × 18 mm)", (3, 10), (50, 18), (4.5, 10.5), (3, 1), TALL),
        _sheet("tj-108", "Tom & Jerry 108 (38 × 18 mm)", (5, 8), (38, 18), (4, 7), (3, 1), SMALL),
        _sheet("tj-121", "Tom & Jerry 121 (75 × 38 mm)", (2, 5), (75, 38), (5, 6), (5, 2), TALL),
        _sheet("l7160", "Avery L7160 (63,5 × 38,1 mm)", (3, 7), (63.5, 38.1), (7.21, 15.15), (2.54, 0)),
        _sheet("l7159", "Avery L7159 (63,5 × 33,9 mm)", (3, 8), (63.5, 33.9), (7.21, 12.9), (2.54, 0)),
        _sheet("l7163", "Avery L7163 (99,1 × 38,1 mm)", (2, 7), (99.1, 38.1), (4.65, 15.15), (2.54, 0)),
        _sheet("l7651", "Avery L7651 (38,1 × 21,2 mm)", (5, 13), (38.1, 21.2), (4.67, 10.7), (2.54, 0)),
        _sheet("l7654", "Avery L7654 (45,7 × 25,4 mm)", (4, 10), (45.7, 25.4), (9.7, 21.5), (2.54, 0)),
        _sheet("a4-24", _("Plain A4, 24 labels to cut (70 × 37 mm)"), (3, 8), (70, 37), (0, 0.5)),
    )
}
