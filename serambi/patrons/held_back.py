"""What the rooms above have against closing a membership or erasing a member: loans, charges. The seam upwards.

A room above registers a check in its AppConfig's `ready()`; this room asks all of them within the act's transaction,
with the patrons locked:

    @holds_back
    def open_loans(act: str, patrons: list[int]) -> dict[int, Refusal]:
        "The patrons (ids) who may not be closed or erased now, each with the sentence that says why."

`act` is CLOSE or ERASE.
"""

from collections import defaultdict
from collections.abc import Callable

from serambi.kit.refusal import Refusal

CLOSE, ERASE = "close", "erase"
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


def held_back(act: str, patrons: list[int]) -> dict[int, list[Refusal]]:
    """Every reason against the act, by patron. As many queries as checks, whatever the number of patrons."""
    found: dict[int, list[Refusal]] = defaultdict(list)
    if not patrons:
        return found
    for check in _checks:
        for pk, refusal in check(act, patrons).items():
            found[pk].append(refusal)
    return found
