"""The processing log: who of the staff worked with whose data (UU PDP Ps 31). One line a day, person and kind."""

from serambi.branches.queries import local_today
from serambi.patrons.models import Look, Patron


def note_look(patron: Patron, what: str, by) -> None:
    """Write down that `by` looked at, changed, exported or served (`Look.What`); again on the same day: nothing.

    What members do with their own data, and what the house does by itself, is no look. One statement.
    """
    if by is None or by.pk == patron.user_id:
        return
    line = Look(patron=patron, what=Look.What(what), by=by, day=local_today(patron.home_branch))
    Look.objects.bulk_create([line], ignore_conflicts=True)
