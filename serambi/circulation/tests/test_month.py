"""A month at two branches: random acts of everybody, and after each of them everything still fits together.

`make test-slow` lives through forty more months.
"""

import random
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count, F

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation import charges
from serambi.circulation.checkin import checkin, undo_checkin
from serambi.circulation.checkout import checkout, undo_checkout
from serambi.circulation.claims import claim_returned, withdraw_claim
from serambi.circulation.holds import ending, placing
from serambi.circulation.losses import declare_lost
from serambi.circulation.models import Charge, Hold, Loan, Payment, Transit
from serambi.circulation.renewal import renew, renew_all
from serambi.circulation.tests.lending import a_copy, a_member, a_rule
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
BEGIN = datetime(2026, 10, 1, 9, 0, tzinfo=WITA)
ACTS_A_DAY, DAYS = 8, 30


class Month:
    """Members, copies, a clock, and a plain dictionary of who has what, kept beside the database."""

    def __init__(self, world, seed: int):
        self.chance, self.world = random.Random(seed), world
        self.moment = BEGIN
        for what, value in {
            "loan_days": 5, "limit": 2, "renewals": 2, "fine_per_day": 500, "overdue_block": 2, "suspension_days": 1,
            "lost_charge": "price", "lost_charge_amount": 30_000, "shelf_days": 2, "hold_limit": 3,
        }.items():  # fmt: skip
            a_rule(what, value)
        self.members = [a_member(world, f"Anggota {n}", joined_on=BEGIN.date()) for n in range(5)]
        self.items = [
            a_copy(record, branch)
            for record in (world.laskar_pelangi, world.bumi_manusia, world.kancil)
            for branch in (world.pusat, world.timur)
        ]
        Item.objects.exclude(pk__in=[item.pk for item in self.items]).update(status=Status.WITHDRAWN)
        self.desks = [(world.pusat, world.wati), (world.timur, world.tono)]
        self.hands: dict[int, int] = {}
        self.said = Counter()

    def step(self) -> None:
        act = self.chance.choice(self.ACTS)
        try:
            act(self)
            self.said["done"] += 1
        except Refused as no:
            self.said[no.refusals[0].code] += 1

    def lend(self):
        item, who, (branch, by) = self.chance.choice(self.items), self.chance.choice(self.members), self._desk()
        lifted = frozenset({"awaited"}) if self.chance.random() < 0.2 else frozenset()
        loan = checkout(item, patron=who, branch=branch, by=by, lifted=lifted, comment="lomba", moment=self.moment)
        assert item.pk not in self.hands, "lent twice"
        self.hands[item.pk] = who.pk
        if self.chance.random() < 0.1:
            undo_checkout(loan, by=by)
            del self.hands[item.pk]

    def take_back(self):
        item, (branch, by) = self.chance.choice(self.items), self._desk()
        done = checkin(item, branch=branch, by=by, moment=self.moment)
        assert (done.loan.patron_id if done.loan else None) == self.hands.pop(item.pk, None)
        if done.loan and self.chance.random() < 0.1:
            undo_checkin(done.loan, branch=branch, by=by, moment=self.moment)
            self.hands[item.pk] = done.loan.patron_id

    def give_more_time(self):
        if self.chance.random() < 0.3:
            renew_all(self.chance.choice(self.members), by=None, moment=self.moment)
        elif loan := self._loan():
            before = loan.due_at
            assert renew(loan, by=None, moment=self.moment).due_at > before

    def reserve(self):
        record, (branch, _by) = self.chance.choice(self.items).record, self._desk()
        who = self.chance.choice(self.members)
        placing.place_hold(who, record.work, pickup_branch=branch, by=None, moment=self.moment)

    def give_up(self):
        hold = Hold.objects.live().order_by("?").first()
        if hold:
            ending.cancel(hold, by=self.world.wati, moment=self.moment)

    def lose(self):
        if (loan := self._loan()) and self.chance.random() < 0.3:
            declare_lost(loan, branch=self.world.pusat, by=self.world.wati, moment=self.moment)

    def say_it_came_back(self):
        if (loan := self._loan()) and self.chance.random() < 0.5:
            act = withdraw_claim if loan.claimed_at else claim_returned
            act(loan, branch=self.world.pusat, by=self.world.wati)

    def pay(self):
        if line := Charge.objects.filter(closed_at__isnull=True).order_by("?").first():
            amount = self.chance.choice([line.left, 500, 0])
            charges.pay(line, amount, how="cash", branch=self.world.pusat, by=self.world.wati)

    def _desk(self):
        return self.chance.choice(self.desks)

    def _loan(self) -> Loan | None:
        open_ones = list(Loan.objects.open().order_by("pk").select_related("item", "patron"))
        return self.chance.choice(open_ones) if open_ones else None

    ACTS = [
        lend,
        lend,
        lend,
        take_back,
        take_back,
        give_more_time,
        reserve,
        reserve,
        give_up,
        lose,
        say_it_came_back,
        pay,
    ]


def everything_fits(month: Month) -> None:
    """What must be true after every act, asked of the database anew."""
    lent = {loan.item_id: loan.patron_id for loan in Loan.objects.open()}
    assert lent == month.hands, "the database and the hands of the members differ"
    caught = list(Hold.objects.caught().values_list("caught_id", flat=True))
    assert len(caught) == len(set(caught)), "a copy is kept for two"
    assert not set(caught) & set(lent), "a copy is kept for somebody and lent to somebody"
    travelling = set(
        Transit.objects.filter(arrived_at__isnull=True, cancelled_at__isnull=True).values_list("item_id", flat=True)
    )
    assert not travelling & set(lent), "a copy is lent and under way"
    under_way = set(Hold.objects.filter(state=Hold.State.TRANSIT).values_list("caught_id", flat=True))
    assert under_way <= travelling, "a hold says that its copy travels, and it does not"
    twice = Hold.objects.live().filter(item=None).values("patron", "work").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
    for line in Charge.objects.prefetch_related("payments"):
        settling = [each.amount for each in line.payments.all() if each.how != Payment.How.REFUND]
        assert sum(settling) == line.settled <= line.amount
        assert (line.closed_at is not None) == (line.left == 0)
    assert not Charge.objects.filter(kind="overdue", loan__returned_at__isnull=True).exists()
    assert not Loan.objects.filter(due_at__lte=F("loaned_at")).exists()


def live_through(world, seed: int) -> Month:
    month = Month(world, seed)
    for _day in range(DAYS):
        for _act in range(ACTS_A_DAY):
            month.step()
            everything_fits(month)
            month.moment += timedelta(minutes=month.chance.randint(1, 55))
        month.moment = (month.moment + timedelta(days=1)).replace(hour=9, minute=0)
        ending.expire_due(month.moment)
        everything_fits(month)
    return month


@pytest.mark.parametrize("seed", [1])
def test_a_month_of_random_acts_stays_consistent(world, seed):
    month = live_through(world, seed)
    assert month.said["done"] > 80, month.said
    assert Loan.objects.filter(returned_at__isnull=False).count() > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_forty_more_months(world, seed):
    live_through(world, seed)
