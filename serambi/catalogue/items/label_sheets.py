"""Sheets of labels with the library's own measures: kept, changed, taken away."""

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.items import refusals as no
from serambi.catalogue.models import LabelSheet
from serambi.kit.refusal import Refusal, Refused, refuse_if_any
from serambi.ui.words import number

MEASURES = (
    "page_width", "page_height", "columns", "rows", "width", "height", "left", "top", "gap_x", "gap_y",
)  # fmt: skip
MOST_COLUMNS, MOST_ROWS = 30, 60
PLAY = 0.5
"""Millimetres over the edge that no printer and no eye notices."""


@transaction.atomic
def keep_sheet(*, name: str, measures: dict, by, sheet: int | None = None) -> LabelSheet:
    """A sheet (`sheet`: an existing one, by id) has this name and these measures (all of `MEASURES`, in millimetres).

    Refuses a missing name or one that another sheet has, measures that no paper or label has, more labels than fit
    any sheet, labels over the edges of the paper, and a sheet that is gone.
    """
    mine = _locked(sheet) if sheet is not None else LabelSheet()
    mine.name = " ".join(name.split())
    for each in MEASURES:
        setattr(mine, each, measures[each])
    taken = LabelSheet.objects.filter(name=mine.name).exclude(pk=mine.pk).exists()
    refuse_if_any(
        [
            *([no.SHEET_NAMELESS] if not mine.name else []),
            *([no.SHEET_TAKEN] if taken else []),
            *_against(mine),
        ]
    )
    try:
        with transaction.atomic():
            mine.save()
    except IntegrityError:  # somebody gave another sheet this name at the same moment
        raise Refused(no.SHEET_TAKEN) from None
    return mine


@transaction.atomic
def remove_sheet(sheet: int, *, by) -> None:
    """Take a sheet away; what was printed on it stays. Refuses when it is gone already."""
    _locked(sheet).delete()


def _locked(pk: int) -> LabelSheet:
    found = LabelSheet.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(no.SHEET_GONE)
    return found


def _against(mine: LabelSheet) -> list[Refusal]:
    """What speaks against its measures."""
    within = all(
        limit.compare(getattr(mine, each), limit.limit_value) is False
        for each in MEASURES
        for limit in LabelSheet._meta.get_field(each).validators
    )
    if not within:
        return [no.SHEET_MEASURES]
    if mine.columns > MOST_COLUMNS or mine.rows > MOST_ROWS:
        return [no.SHEET_TOO_MANY]
    over_x, over_y = mine.as_sheet().overflow()
    found = []
    if over_x > PLAY:
        words = _("The labels stand {over} mm over the right edge of the paper.")
        found.append(Refusal("over_right", format_lazy(words, over=number(round(over_x, 1)))))
    if over_y > PLAY:
        words = _("The labels stand {over} mm over the lower edge of the paper.")
        found.append(Refusal("over_lower", format_lazy(words, over=number(round(over_y, 1)))))
    return found
