"""What this room keeps of a member (`patrons.privacy`): loans, reservations, what is owed. Told to the member only."""

from django.utils.translation import gettext as _

from serambi.circulation.models import Charge, Hold, Loan
from serambi.patrons.models import Patron
from serambi.patrons.privacy import Section


def kept_of_lending(patron: Patron) -> list[Section]:
    """Three queries."""
    loans = Loan.objects.filter(patron=patron).select_related("item__record").order_by("-loaned_at", "-pk")
    holds = Hold.objects.filter(patron=patron).select_related("work").order_by("-placed_at", "-pk")
    charges = Charge.objects.filter(patron=patron).order_by("-at", "-pk")
    lent = [_loan(loan) for loan in loans]
    reserved = [{"title": h.work.title, "since": h.placed_at, "state": h.get_state_display()} for h in holds]
    owed = [{"what": c.get_kind_display(), "amount": c.amount, "settled": c.settled, "since": c.at} for c in charges]
    return [
        Section("loans", _("Loans"), _("Until copies are back, and some weeks longer."), lent, _labels(lent)),
        Section("holds", _("Reservations"), _("So that we can keep copies for you."), reserved, _labels(reserved)),
        Section("charges", _("What you owe and owed"), _("The accounts of the library."), owed, _labels(owed)),
    ]


def _loan(loan: Loan) -> dict:
    return {
        "title": loan.item.record.title,
        "barcode": loan.item.barcode,
        "since": loan.loaned_at,
        "due": loan.due_at,
        "returned": loan.returned_at,
    }


def _labels(rows: list[dict]) -> dict[str, str]:
    words = {
        "title": _("title"), "barcode": _("barcode"), "since": _("since"), "due": _("due"),
        "returned": _("returned"), "state": _("state"), "what": _("what for"), "amount": _("amount"),
        "settled": _("settled"),
    }  # fmt: skip
    return {key: words[key] for key in (rows[0] if rows else {})}
