"""Taking copies back: lateness, losses, claims, and where the copy goes."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation import charges
from serambi.circulation.checkin import checkin, undo_checkin
from serambi.circulation.checkout import checkout
from serambi.circulation.claims import claim_returned, withdraw_claim
from serambi.circulation.losses import declare_lost
from serambi.circulation.models import Charge, Claim, Hold, InHouseUse, Loan, Payment, Transit
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.kit.refusal import Refused
from serambi.patrons.models import Block

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)


@pytest.fixture
def copy(world):
    return a_copy(world.laskar_pelangi, world.pusat)


@pytest.fixture
def sari(world):
    return a_member(world)


def back(item, world, **options):
    options = {"branch": world.pusat, "by": world.wati, "moment": MONDAY} | options
    return checkin(item, **options)


def codes(refused) -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def late_loan(world, item, patron, due=date(2026, 11, 18), **values):
    return lend(item, patron, due, since=MONDAY - timedelta(days=20), **values)


def test_a_returned_copy_is_on_its_shelf_again(world, copy, sari):
    loan = lend(copy, sari)
    done = back(copy, world)
    loan.refresh_from_db()
    assert (loan.returned_at, loan.returned_to) == (MONDAY, world.pusat)
    assert (done.loan, done.hold, done.transit, done.charge, done.late_days) == (loan, None, None, None, 0)


def test_a_copy_nobody_had_is_welcome_and_counted_only_when_it_was_read(world, copy):
    assert back(copy, world).loan is None
    assert not InHouseUse.objects.exists()
    back(copy, world, in_house_use=True)
    assert InHouseUse.objects.get().item == copy


def test_late_days_are_open_days(world, copy, sari):
    """case 56: due Wednesday 18, back Monday 23: Thursday, Friday, Saturday and Monday are charged, Sunday is not."""
    a_rule("fine_per_day", 500)
    late_loan(world, copy, sari)
    done = back(copy, world)
    assert (done.late_days, done.charge.amount, done.charge.patron) == (4, 2000, sari)


def test_the_calendar_that_counts_is_the_lending_branchs(world, copy, sari):
    a_rule("fine_per_day", 500)
    world.timur.hours.exclude(weekday=0).delete()
    late_loan(world, copy, sari, branch=world.timur)
    assert back(copy, world).charge.amount == 500


def test_fines_are_nothing_by_default(world, copy, sari):
    """case 58: amount 0 never makes a line."""
    late_loan(world, copy, sari)
    done = back(copy, world)
    assert (done.charge, done.late_days) == (None, 4)
    assert not Charge.objects.exists()


def test_a_fine_is_one_line_however_often_it_is_worked_out(world, copy, sari):
    """case 58."""
    a_rule("fine_per_day", 500)
    late_loan(world, copy, sari)
    first = back(copy, world)
    undo_checkin(first.loan, branch=world.pusat, by=world.wati)
    assert not Charge.objects.exists()
    back(copy, world, moment=MONDAY + timedelta(days=1))
    assert [line.amount for line in Charge.objects.all()] == [2500]


def test_the_book_drop_is_emptied_as_of_the_day_it_was_filled(world, copy, sari):
    a_rule("fine_per_day", 500)
    late_loan(world, copy, sari)
    done = back(copy, world, returned_at=datetime(2026, 11, 18, 19, 0, tzinfo=WITA))
    assert (done.late_days, done.charge) == (0, None)


def test_waiting_days_instead_of_money(world, copy, sari):
    a_rule("suspension_days", 1)
    late_loan(world, copy, sari)
    done = back(copy, world)
    assert done.suspension.until == date(2026, 11, 27)
    other = a_copy(world.bumi_manusia, world.pusat)
    with pytest.raises(Refused) as no:
        checkout(other, patron=sari, branch=world.pusat, by=world.wati, moment=MONDAY + timedelta(days=4))
    assert codes(no) == {"blocked"}
    assert checkout(other, patron=sari, branch=world.pusat, by=world.wati, moment=MONDAY + timedelta(days=5))


def test_two_late_returns_wait_one_after_the_other(world, sari):
    a_rule("suspension_days", 1)
    for record in (world.laskar_pelangi, world.bumi_manusia):
        item = a_copy(record, world.pusat)
        late_loan(world, item, sari)
        done = back(item, world)
    assert done.suspension.until == date(2026, 12, 1)
    assert Block.objects.filter(patron=sari).count() == 1


def test_an_undone_return_takes_its_waiting_days_along(world, copy, sari):
    a_rule("suspension_days", 1)
    late_loan(world, copy, sari)
    done = back(copy, world)
    undo_checkin(done.loan, branch=world.pusat, by=world.wati, moment=MONDAY)
    suspended = Block.objects.standing(MONDAY.date()).filter(patron=sari, reason=Block.Reason.SUSPENDED)
    assert not suspended.exists()
    assert Loan.objects.open().get().patron == sari


@pytest.mark.parametrize(("rule", "wanted"), [("anywhere", None), ("home", "Pusat"), ("lent_at", "Timur")])
def test_where_a_copy_may_be_returned(world, sari, rule, wanted):
    """case 61: a copy of Pusat that Timur lent comes back to Timur, to Pusat."""
    a_rule("return_to", rule)
    for branch, by in ((world.timur, world.tono), (world.pusat, world.wati)):
        item = a_copy(world.laskar_pelangi, world.pusat)
        lend(item, sari, branch=world.timur)
        if wanted in (None, branch.short_name):
            assert back(item, world, branch=branch, by=by).loan
        else:
            with pytest.raises(Refused) as no:
                back(item, world, branch=branch, by=by)
            assert codes(no) == {"return_elsewhere"}
            assert wanted in str(no.value.refusals[0].message)


def test_a_return_elsewhere_sends_the_copy_home(world, copy, sari):
    lend(copy, sari)
    done = back(copy, world, branch=world.timur, by=world.tono)
    assert (done.transit.origin, done.transit.destination) == (world.timur, world.pusat)
    assert back(copy, world).transit is None
    assert Transit.objects.get().arrived_at == MONDAY


def test_a_returned_copy_waits_for_the_first_in_line(world, copy, sari):
    """case 41: by the time of the request, even when it was entered later."""
    second = a_hold(a_member(world, "Kedua"), world.laskar_pelangi, world.pusat, placed_at=MONDAY - timedelta(days=1))
    first = a_hold(a_member(world, "Pertama"), world.laskar_pelangi, world.pusat, placed_at=MONDAY - timedelta(days=2))
    lend(copy, sari)
    done = back(copy, world)
    assert (done.hold, done.hold.state) == (first, Hold.State.READY)
    second.refresh_from_db()
    assert second.state == Hold.State.WAITING


def test_when_the_end_fails_nothing_has_happened(world, copy, sari, monkeypatch):
    """case 59: the loan is still open, no fine was charged."""
    from serambi.circulation import checkin as module

    a_rule("fine_per_day", 500)
    late_loan(world, copy, sari)

    def breaks(*_arguments, **_named):
        raise OSError("disk full")

    monkeypatch.setattr(module, "settle", breaks)
    with pytest.raises(OSError, match="disk full"):
        back(copy, world)
    assert Loan.objects.open().get().item == copy
    assert not Charge.objects.exists()


class TestClaims:
    def test_a_claimed_loan_stays_open_and_costs_nothing_when_it_is_found(self, world, copy, sari):
        """case 53."""
        a_rule("fine_per_day", 500)
        loan = late_loan(world, copy, sari)
        claim_returned(loan, branch=world.pusat, by=world.wati, note="Lewat kotak", moment=MONDAY)
        assert Loan.objects.open().filter(pk=loan.pk).exists()
        done = back(copy, world)
        assert (done.was_claimed, done.charge) == (True, None)
        assert Claim.objects.get().outcome == Claim.Outcome.FOUND

    def test_a_closed_loan_is_not_claimed(self, world, copy, sari):
        loan = lend(copy, sari)
        back(copy, world)
        with pytest.raises(Refused) as no:
            claim_returned(loan, branch=world.pusat, by=world.wati)
        assert codes(no) == {"not_on_loan"}

    def test_a_claim_is_made_once_and_can_be_withdrawn(self, world, copy, sari):
        loan = lend(copy, sari)
        claim_returned(loan, branch=world.pusat, by=world.wati)
        with pytest.raises(Refused) as no:
            claim_returned(loan, branch=world.pusat, by=world.wati)
        assert codes(no) == {"claim_open"}
        withdraw_claim(loan, branch=world.pusat, by=world.wati)
        loan.refresh_from_db()
        assert loan.claimed_at is None

    def test_a_lost_copy_stays_lost_when_it_is_claimed(self, world, copy, sari):
        """case 53: an existing lost status is not overwritten."""
        loan = lend(copy, sari)
        declare_lost(loan, branch=world.pusat, by=world.wati)
        claim_returned(loan, branch=world.pusat, by=world.wati)
        assert Item.objects.get(pk=copy.pk).status == Status.LOST


class TestLosses:
    @pytest.fixture
    def lost(self, world, copy, sari):
        a_rule("lost_charge", "price")
        a_rule("refund_days", 30)
        copy.price = Decimal("85000.00")
        copy.save()
        loan = lend(copy, sari, since=MONDAY - timedelta(days=30), due=date(2026, 11, 20))
        return declare_lost(loan, branch=world.pusat, by=world.wati, moment=MONDAY)

    def test_a_lost_copy_costs_its_price_once(self, world, copy, lost, sari):
        line = Charge.objects.get()
        assert (line.kind, line.amount, line.patron) == (Charge.Kind.LOST, 85_000, sari)
        assert Item.objects.get(pk=copy.pk).status == Status.LOST
        with pytest.raises(Refused) as no:
            declare_lost(lost, branch=world.pusat, by=world.wati)
        assert codes(no) == {"lost_loan"}

    def test_found_in_time_what_was_paid_is_given_back_and_the_rest_is_cancelled(self, world, copy, lost):
        """case 55."""
        line = Charge.objects.get()
        charges.pay(line, 50_000, how=Payment.How.CASH, branch=world.pusat, by=world.wati)
        done = back(copy, world, moment=MONDAY + timedelta(days=10))
        assert done.was_lost
        line.refresh_from_db()
        assert line.left == 0
        paid = list(line.payments.order_by("id").values_list("how", "amount"))
        assert paid == [("cash", 50_000), ("refund", -50_000), ("cancelled", 35_000)]
        assert Item.objects.get(pk=copy.pk).status == Status.SHELF

    def test_found_too_late_nothing_is_given_back(self, world, copy, lost):
        """case 55: after the window, nothing."""
        back(copy, world, moment=MONDAY + timedelta(days=31))
        assert Charge.objects.get(kind=Charge.Kind.LOST).left == 85_000

    def test_the_price_of_the_rules_stands_in_for_an_unknown_one(self, world, sari):
        a_rule("lost_charge", "price")
        a_rule("lost_charge_amount", 40_000)
        loan = lend(a_copy(world.bumi_manusia, world.pusat), sari)
        declare_lost(loan, branch=world.pusat, by=world.wati)
        assert Charge.objects.get().amount == 40_000


class TestPaying:
    @pytest.fixture
    def line(self, world, sari):
        return charges.charge(sari, kind="damage", amount=15_000, branch=world.pusat, note="Sampul", by=world.wati)

    def test_a_line_is_paid_in_parts_and_closed(self, world, line):
        charges.pay(line, 5_000, how="cash", branch=world.pusat, by=world.wati)
        charges.pay(line, 10_000, how="transfer", branch=world.pusat, by=world.wati)
        line.refresh_from_db()
        assert (line.left, line.closed_at is not None) == (0, True)

    @pytest.mark.parametrize(
        ("amount", "code"),
        [(0, "not_an_amount"), (-5, "not_an_amount"), (15_001, "too_much"), (10**12, "not_an_amount")],
    )
    def test_strange_amounts_are_refused(self, world, line, amount, code):
        with pytest.raises(Refused) as no:
            charges.pay(line, amount, how="cash", branch=world.pusat, by=world.wati)
        assert codes(no) == {code}

    def test_a_double_click_pays_once(self, world, line):
        for _click in range(2):
            charges.pay(line, 5_000, how="cash", branch=world.pusat, by=world.wati, request="r1")
        line.refresh_from_db()
        assert line.settled == 5_000

    def test_the_head_waives_with_a_reason(self, world, line):
        with pytest.raises(Refused) as no:
            charges.pay(line, 15_000, how="waived", branch=world.pusat, by=world.joko)
        assert codes(no) == {"comment_missing"}
        charges.pay(line, 15_000, how="waived", branch=world.pusat, by=world.joko, comment="Banjir")
        line.refresh_from_db()
        assert line.left == 0
