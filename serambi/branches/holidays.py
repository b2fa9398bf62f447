"""Loading the national holidays of a year, and the changes staff make to the list."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from serambi.branches import refusals
from serambi.branches.events import HolidayChanged, HolidaysLoaded
from serambi.branches.models import Holiday
from serambi.branches.queries import forget
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any

ESTIMATE = " (perkiraan)"
"""How the `holidays` library marks, in Indonesian, a date that follows the moon and is not decreed yet."""

FIRST_YEAR, LAST_YEAR = 1990, 2077  # what the `holidays` library answers for with sense


@dataclass(frozen=True)
class Loaded:
    """What a load did. `kept`: rows that staff had changed and that stayed as they are."""

    added: int
    changed: int
    removed: int
    kept: int


@dataclass(frozen=True)
class Listed:
    """A holiday of the national list."""

    day: date
    name: str
    kind: str
    estimated: bool

    @property
    def key(self) -> str:
        return f"{self.day} {self.name}"


def national_list(year: int) -> list[Listed]:
    """Public holidays and joint leave of Indonesia in `year`, with their Indonesian names; empty for an unknown year.

    Source: PyPI `holidays`, which follows the yearly decree of three ministers.
    """
    # imported here: it costs a tenth of a second that no web page needs
    from holidays import GOVERNMENT, PUBLIC, country_holidays

    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    found = {}
    for category, kind in ((PUBLIC, Holiday.Kind.PUBLIC), (GOVERNMENT, Holiday.Kind.LEAVE)):
        for day, names in country_holidays("ID", years=year, categories=(category,), language="id").items():
            for name in names.split("; "):
                plain = name.replace(ESTIMATE, "").strip()[:160]
                found.setdefault((day, plain), Listed(day, plain, kind, ESTIMATE in name))
    return sorted(found.values(), key=lambda listed: (listed.day, listed.name))


@transaction.atomic
def load_holidays(year: int, *, by) -> Loaded:
    """Bring the list of `year` up to date; what staff edited or added is left alone. Safe to run again.

    A row that the national list no longer has (an estimate that moved) goes, unless it was edited.
    Raises `Refused` for a year no list is known for.
    """
    wanted = {listed.key: listed for listed in national_list(year)}
    refuse_if_any([] if wanted else [refusals.NO_SUCH_YEAR])
    standing = list(Holiday.objects.select_for_update().filter(day__year=year))
    known = {row.loaded_as: row for row in Holiday.objects.filter(loaded_as__in=wanted)}
    taken = {(row.day, row.name) for row in standing}
    added = changed = removed = 0
    for key, listed in wanted.items():
        row = known.get(key)
        if row is None:
            if (listed.day, listed.name) not in taken:
                Holiday.objects.create(
                    day=listed.day, name=listed.name, kind=listed.kind, estimated=listed.estimated, loaded_as=key
                )
                added += 1
        elif not row.edited and (row.estimated, row.kind) != (listed.estimated, listed.kind):
            row.estimated, row.kind = listed.estimated, listed.kind
            row.save(update_fields=["estimated", "kind"])
            changed += 1
    for row in standing:
        if row.loaded_as and not row.edited and row.loaded_as not in wanted:
            row.delete()
            removed += 1
    if added or changed or removed:
        record(HolidaysLoaded(year=year), by=by)
        transaction.on_commit(forget)
    return Loaded(added, changed, removed, kept=sum(row.edited for row in standing))


@transaction.atomic
def add_holiday(day: date, name: str, *, by, closed: bool = True) -> Holiday:
    """A holiday of the city's own. Raises `Refused` when that name is on that day already."""
    name = name.strip()
    refuse_if_any(_same(day, name))
    try:
        with transaction.atomic():
            row = Holiday.objects.create(day=day, name=name, kind=Holiday.Kind.LOCAL, closed=closed, edited=True)
    except IntegrityError:  # somebody was quicker, or the button was pressed twice
        raise Refused(refusals.SAME_HOLIDAY) from None
    return _changed(row, by)


@transaction.atomic
def change_holiday(holiday: Holiday, *, by, day: date, name: str, closed: bool, estimated: bool) -> Holiday:
    """Move, rename, reopen (`closed=False`) or close again. Loading the year later leaves the row alone.

    Raises `Refused` when that name is on that day already.
    """
    row = Holiday.objects.select_for_update().get(pk=holiday.pk)
    name = name.strip()
    wanted = (day, name, closed, estimated)
    if wanted == (row.day, row.name, row.closed, row.estimated):
        return row
    refuse_if_any(_same(day, name, but=row.pk))
    row.day, row.name, row.closed, row.estimated = wanted
    row.edited = True
    row.save()
    return _changed(row, by)


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by) -> None:
    """Take away a holiday staff had added. Raises `Refused` for one of the national list: that is reopened instead."""
    row = Holiday.objects.select_for_update().get(pk=holiday.pk)
    refuse_if_any([refusals.LOADED_HOLIDAY] if row.loaded_as else [])
    _changed(row, by)
    row.delete()


def _same(day: date, name: str, but: int | None = None) -> list:
    same = Holiday.objects.filter(day=day, name=name).exclude(pk=but).exists()
    return [refusals.SAME_HOLIDAY] if same else []


def _changed(row: Holiday, by) -> Holiday:
    record(HolidayChanged(holiday_id=row.pk), by=by)
    transaction.on_commit(forget)
    return row
