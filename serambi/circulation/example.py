"""Invented loans, reservations and journeys for the example library, so that desk, pull list and accounts show life.

Runs in example libraries only, once, after members and catalogue; the same rows every time, seen from today.
"""

import random
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import now as present

from serambi.accounts.example import is_example
from serambi.branches.models import Branch
from serambi.branches.queries import end_of_day, local_today
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Lending, Status
from serambi.circulation.models import Charge, Hold, InHouseUse, Loan, Transit
from serambi.patrons.models import Patron

OPEN, RECENT, FORGOTTEN, WAITING, READY, SENT, HOME = 260, 320, 700, 45, 14, 6, 9
_SEED = 2011
_CAST = {
    # user name: days until each of the loans is due (negative: late)
    "sari": (1, 5, -2),
    "budi": (2, 6),
    "dimas": (3, -1),
    "halimah": (4,),
    "rahmat": (7, 2),
    "sdn1": (5, 5, 5, 5, 5, 5),
}


@transaction.atomic
def seed_example_lending() -> int:
    """Make them all, unless something was lent already or there is nothing to lend; how many loans were made."""
    if not is_example() or Loan.objects.exists():
        return 0
    members = list(Patron.objects.members().select_related("category", "home_branch").order_by("pk"))
    lent = Item.objects.filter(status=Status.SHELF, lending=Lending.REGULAR)
    copies = list(lent.select_related("record", "branch").order_by("pk")[:6000])
    if len(members) < 20 or len(copies) < 2000:
        return 0
    chance = random.Random(_SEED)  # noqa: S311  (the same library every time)
    chance.shuffle(copies)
    made = _open(chance, members, copies) + _closed(chance, members, copies)
    Loan.objects.bulk_create(made, batch_size=200)
    _holds(chance, members, copies, [loan for loan in made if loan.returned_at is None])
    _travelling(chance, copies)
    _charges(chance, members)
    InHouseUse.objects.bulk_create(InHouseUse(item=copy, branch=copy.branch) for copy in copies[-30:])
    return len(made)


def _open(chance, members, copies) -> list[Loan]:
    by_name = {member.user.username: member for member in members if member.user_id}
    made = []
    for name, days in _CAST.items():
        if name in by_name:
            made += [_loan(by_name[name], copies.pop(), left) for left in days]
    others = [member for member in members if not member.user_id]
    for _ in range(OPEN):
        left = chance.choice((-30, -12, -6, -3, -1, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 7))
        loan = _loan(chance.choice(others), copies.pop(), left)
        loan.renewals = int(chance.random() < 0.2)
        if left < -20:
            loan.claimed_at = present() - timedelta(days=2)
        made.append(loan)
    return made


def _loan(member: Patron, copy: Item, left: int) -> Loan:
    """Due in `left` days, lent for a week."""
    day = local_today(copy.branch)
    return Loan(
        item=copy, patron=member, category=member.category, branch=copy.branch,
        due_at=end_of_day(copy.branch, day + timedelta(days=left)),
        loaned_at=_at(copy.branch, day + timedelta(days=left - 7), 10),
    )  # fmt: skip


def _closed(chance, members, copies) -> list[Loan]:
    """What came back in the last weeks, and what came back before and is nobody's any more."""
    made = []
    for number in range(RECENT + FORGOTTEN):
        copy, member = chance.choice(copies), chance.choice(members)
        ago = chance.randrange(1, 29) if number < RECENT else chance.randrange(31, 700)
        loan = _loan(member, copy, -ago + chance.choice((-2, 0, 0, 1, 3)))
        loan.returned_at = _at(copy.branch, local_today(copy.branch) - timedelta(days=ago), 11)
        loan.returned_at = max(loan.returned_at, loan.loaned_at + timedelta(hours=1))
        loan.returned_to = copy.branch
        if number >= RECENT:
            loan.patron, loan.anonymised_at = None, loan.returned_at + timedelta(days=30)
        made.append(loan)
    return made


def _holds(chance, members, copies, lent) -> None:
    """Some wait for what is on loan; for some a copy stands on the hold shelf."""
    taken: set[tuple[int, int]] = set()
    made = []
    for loan in chance.sample(lent, min(WAITING, len(lent))):
        member = chance.choice(members)
        if member.pk == loan.patron_id or (member.pk, loan.item.record.work_id) in taken:
            continue
        taken.add((member.pk, loan.item.record.work_id))
        made.append(_hold(member, loan.item, days=chance.randrange(1, 20)))
    slots: dict[int, int] = {}
    for number in range(READY + SENT):
        member, copy = chance.choice(members), copies.pop()
        if (member.pk, copy.record.work_id) in taken:
            continue
        taken.add((member.pk, copy.record.work_id))
        hold = _hold(member, copy, days=6)
        hold.caught, hold.caught_at = copy, present() - timedelta(days=2)
        if number < READY or copy.branch_id == member.home_branch_id:
            hold.pickup_branch, hold.state, hold.ready_at = copy.branch, Hold.State.READY, hold.caught_at
            slots[copy.branch_id] = slots.get(copy.branch_id, 0) + 1
            hold.shelf_slot = str(slots[copy.branch_id])
            hold.pickup_by = local_today(copy.branch) + timedelta(days=chance.randrange(1, 5))
        else:
            hold.state = Hold.State.TRANSIT
        made.append(hold)
    Hold.objects.bulk_create(made)
    Transit.objects.bulk_create(
        Transit(item=hold.caught, origin=hold.caught.branch, destination=hold.pickup_branch, hold=hold)
        for hold in made
        if hold.state == Hold.State.TRANSIT
    )


def _hold(member: Patron, copy: Item, *, days: int) -> Hold:
    return Hold(
        work_id=copy.record.work_id, patron=member, pickup_branch=member.home_branch,
        placed_at=present() - timedelta(days=days),
    )  # fmt: skip


def _travelling(chance, copies) -> None:
    """Copies on their way home."""
    branches = list(Branch.objects.order_by("position", "pk"))
    for _ in range(HOME if len(branches) > 1 else 0):
        copy = copies.pop()
        origin = chance.choice([branch for branch in branches if branch.pk != copy.branch_id])
        Transit.objects.create(item=copy, origin=origin, destination=copy.branch)


def _charges(chance, members) -> None:
    """A torn page here, a new card there; some are paid."""
    made = []
    for number, member in enumerate(chance.sample(members, min(16, len(members)))):
        kind = chance.choice((Charge.Kind.DAMAGE, Charge.Kind.CARD))
        line = Charge(patron=member, kind=kind, amount=chance.choice((5000, 10_000, 15_000)), branch=member.home_branch)
        if number % 2:
            line.settled, line.closed_at = line.amount, present()
        made.append(line)
    Charge.objects.bulk_create(made)


def _at(branch: Branch, day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=branch.tz)
