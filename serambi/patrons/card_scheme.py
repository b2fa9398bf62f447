"""Changing how card numbers are made, and showing beforehand what they would look like."""

from django.db import transaction
from django.utils.timezone import localdate

from serambi.branches.models import Branch
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.events import CardSchemeChanged
from serambi.patrons.models import CardScheme
from serambi.patrons.numbering import PREFIX, locked_scheme, rendered

FACTS = ("prefix", "digits", "check_digit", "next_number")
MOST_NUMBER = 10**15


@transaction.atomic
def change_scheme(facts: dict, *, by) -> CardScheme:
    """New cards are numbered so from now on; cards that were given keep their numbers. Counting never goes back."""
    scheme = locked_scheme()
    before = scheme.next_number
    changed = [name for name in FACTS if name in facts and getattr(scheme, name) != facts[name]]
    for name in changed:
        setattr(scheme, name, facts[name])
    reasons = wrong_with(scheme, localdate().year)
    if scheme.next_number < before:
        reasons.append(no.NUMBERS_GO_BACK)
    refuse_if_any(reasons)
    if changed:
        scheme.save(update_fields=changed)
        record(CardSchemeChanged(), by=by)
    return scheme


def wrong_with(scheme: CardScheme, year: int) -> list[Refusal]:
    """Why cards cannot be numbered so, at some branch."""
    if not PREFIX.fullmatch(scheme.prefix):
        return [no.PREFIX_WRONG]
    codes = Branch.objects.values_list("code", flat=True)
    if any(rendered(scheme, scheme.next_number, code, year) is None for code in codes):
        return [no.CARD_TOO_LONG]
    return []


def sample(scheme: CardScheme, branch: Branch, year: int, count: int = 3) -> list[str]:
    """The next numbers at `branch`, if nobody has them; empty for a scheme that cannot be."""
    if not PREFIX.fullmatch(scheme.prefix):
        return []
    numbers = (rendered(scheme, scheme.next_number + step, branch.code, year) for step in range(count))
    return [number for number in numbers if number]
