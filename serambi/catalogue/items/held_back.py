"""What other rooms have against an act on a copy: it is on loan, it waits for somebody. The seam upwards.

A room above registers a check in its AppConfig's `ready()`; this room asks all of them within the act's transaction,
with the copies locked:

    @holds_back
    def on_loan(act: str, items: list[int]) -> dict[int, Refusal]:
        "The copies (ids) that may not be withdrawn, deleted … now, each with the sentence that says why."

`act` is an `ItemChange.Act`. What is protected by a foreign key (`on_delete=PROTECT`) cannot be deleted either.
"""

from collections import defaultdict
from collections.abc import Callable

from serambi.catalogue.items.refusals import IN_USE
from serambi.catalogue.models import Item, ItemChange
from serambi.catalogue.records.using import in_use
from serambi.kit.refusal import Refusal

Check = Callable[[str, list[int]], dict[int, Refusal]]
_checks: list[Check] = []


def holds_back(check: Check) -> Check:
    """Register a check; asking twice for the same one registers it once."""
    if check not in _checks:
        _checks.append(check)
    return check


def forget(check: Check) -> None:
    """For tests."""
    _checks.remove(check)


def held_back(act: str, items: list[int]) -> dict[int, list[Refusal]]:
    """Every reason against the act, by copy. As many queries as checks, whatever the number of copies."""
    found: dict[int, list[Refusal]] = defaultdict(list)
    if not items:
        return found
    for check in _checks:
        for pk, refusal in check(act, items).items():
            found[pk].append(refusal)
    if act == ItemChange.Act.DELETED:
        for pk in in_use(Item, items):
            if pk not in found:
                found[pk].append(IN_USE)
    return found
