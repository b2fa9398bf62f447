"""Opening and closing a part of the house. The act lives here because the switches' own floor knows no journal."""

from django.db import transaction

from serambi.front.events import SwitchSet
from serambi.front.permissions import SET_SWITCHES
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.modules.switches import declared, forget, set_switch, states


@transaction.atomic
def switch(code: str, *, on: bool, by) -> bool:
    """Set a declared switch; returns whether anything changed. Raises KeyError for a code no room declares."""
    demand(by, SET_SWITCHES)
    declared()[code]
    forget()  # another process may have set it a moment ago, and "nothing to do" would be wrong
    if states()[code] == on:
        return False
    set_switch(code, on)
    record(SwitchSet(code=code, on=on), by=by)
    return True
