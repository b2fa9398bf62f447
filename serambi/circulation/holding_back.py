"""What lending has against acts of the rooms below: a member with open loans or debts stays, so does a lent copy."""

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models import ItemChange
from serambi.circulation.models import Charge, Hold, Loan
from serambi.kit.refusal import Refusal

HAS_LOANS = Refusal("has_loans", _("Copies are on loan. They have to come back first."))
HAS_CHARGES = Refusal("has_charges", _("Something is still to be paid."))
HAS_HOLDS = Refusal("has_holds", _("There are reservations. Cancel them first."))
ON_LOAN = Refusal("on_loan", _("This copy is on loan. Take it back first."))
_ACTS = {ItemChange.Act.WITHDRAWN, ItemChange.Act.DELETED, ItemChange.Act.MOVED}


def open_loans(act: str, patrons: list[int]) -> dict[int, Refusal]:
    """Members (ids) who have something on loan."""
    return _each(Loan.objects.open(), patrons, HAS_LOANS)


def open_charges(act: str, patrons: list[int]) -> dict[int, Refusal]:
    """Members who owe something."""
    return _each(Charge.objects.filter(closed_at__isnull=True), patrons, HAS_CHARGES)


def live_holds(act: str, patrons: list[int]) -> dict[int, Refusal]:
    """Members for whom something is reserved: a copy may stand on the hold shelf for them."""
    return _each(Hold.objects.live(), patrons, HAS_HOLDS)


def _each(rows, patrons: list[int], refusal: Refusal) -> dict[int, Refusal]:
    return dict.fromkeys(rows.filter(patron__in=patrons).order_by().values_list("patron", flat=True), refusal)


def lent_copies(act: str, items: list[int]) -> dict[int, Refusal]:
    """Copies (ids) on loan: they may not leave their place now. Kept ones are guarded by `holds.guarding`."""
    if act not in _ACTS:
        return {}
    lent = Loan.objects.open().filter(item__in=items).order_by()
    return dict.fromkeys(lent.values_list("item", flat=True), ON_LOAN)
