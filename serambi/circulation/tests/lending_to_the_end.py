"""A desk that lends one copy after the other and writes down what was acknowledged: made to be killed."""

import os

from serambi.accounts.models import User
from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.circulation.checkout import checkout
from serambi.circulation.models import Loan
from serambi.patrons.models import Patron


def lend_all(*, items: list[int], patrons: list[int], branch: int, by: int, said: str) -> None:
    """Lend every copy that is not lent, to the patrons in turn; a line of `said` is written once a loan is made."""
    place, desk = Branch.objects.get(pk=branch), User.objects.get(pk=by)
    members = list(Patron.objects.filter(pk__in=patrons).order_by("pk"))
    lent = set(Loan.objects.open().values_list("item_id", flat=True))
    with open(said, "a", buffering=1) as acknowledged:
        for index, item in enumerate(Item.objects.filter(pk__in=items).order_by("pk")):
            if item.pk not in lent:
                loan = checkout(item, patron=members[index % len(members)], branch=place, by=desk)
                acknowledged.write(f"{loan.pk}\n")
                os.fsync(acknowledged.fileno())
