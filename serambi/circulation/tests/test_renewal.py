"""More time with a copy, and every reason why not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from serambi.catalogue.models import Item
from serambi.circulation.claims import claim_returned
from serambi.circulation.losses import declare_lost
from serambi.circulation.models import Charge, DueChange, Hold, Loan, Override
from serambi.circulation.renewal import renew, renew_all
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.kit.refusal import Refused
from serambi.patrons.models import Block, Patron

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)


@pytest.fixture
def sari(world):
    return a_member(world)


@pytest.fixture
def only_copy(world):
    """The title has this copy alone."""
    Item.objects.filter(record__work=world.bumi_manusia.work).update(status="withdrawn")
    return a_copy(world.bumi_manusia, world.pusat)


@pytest.fixture
def loan(world, only_copy, sari):
    return lend(only_copy, sari, date(2026, 11, 25), since=MONDAY - timedelta(days=5))


def codes(refused) -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def refused_for(loan, **options) -> set[str]:
    with pytest.raises(Refused) as no:
        renew(loan, **{"by": None, "moment": MONDAY} | options)
    return codes(no)


def test_a_renewal_counts_from_today(loan):
    a_rule("loan_days", 7)
    before = loan.due_at
    renewed = renew(loan, by=None, moment=MONDAY)
    assert renewed.due_at == datetime(2026, 11, 30, 23, 59, 59, tzinfo=WITA)
    assert renewed.renewals == 1
    change = DueChange.objects.get()
    assert (change.before, change.after, change.why) == (before, renewed.due_at, DueChange.Why.RENEWED)


def test_a_renewal_of_no_days_gives_nothing(loan):
    """case 5: renewalperiod 0 leaves the due date; so it is refused, and blank falls back to the loan's length."""
    a_rule("renewal_days", 0)
    assert refused_for(loan) == {"not_later"}
    a_rule("renewal_days", "none")
    a_rule("loan_days", 14)
    assert renew(loan, by=None, moment=MONDAY).due_at.astimezone(WITA).date() == date(2026, 12, 7)


def test_as_often_as_the_rules_allow(loan):
    a_rule("renewals", 1)
    renew(loan, by=None, moment=MONDAY)
    assert refused_for(loan, moment=MONDAY + timedelta(days=1)) == {"no_renewals_left"}


def test_a_renewal_that_would_not_be_later_is_refused(world, only_copy, sari):
    """case 31."""
    a_rule("loan_days", 7)
    far = lend(only_copy, sari, date(2026, 12, 24), since=MONDAY - timedelta(days=1))
    assert refused_for(far) == {"not_later"}


def test_a_title_hold_without_a_spare_copy_blocks(world, loan):
    """case 23."""
    a_hold(a_member(world, "Budi Santoso"), world.bumi_manusia, world.pusat)
    assert refused_for(loan) == {"reserved_by_others"}


def test_a_spare_copy_on_the_shelf_lets_it_go_on(world, loan):
    """case 23's other half."""
    a_copy(world.bumi_manusia, world.timur)
    a_hold(a_member(world, "Budi Santoso"), world.bumi_manusia, world.pusat)
    assert renew(loan, by=None, moment=MONDAY)


def test_a_copy_on_the_hold_shelf_is_not_spare(world, loan):
    """case 26."""
    kept = a_copy(world.bumi_manusia, world.pusat)
    a_hold(
        a_member(world, "Pertama"), world.bumi_manusia, world.pusat, state=Hold.State.READY, caught=kept,
        caught_at=MONDAY, ready_at=MONDAY, pickup_by=date(2026, 11, 27),
    )  # fmt: skip
    a_hold(a_member(world, "Kedua"), world.bumi_manusia, world.pusat)
    assert refused_for(loan) == {"reserved_by_others"}


def test_a_hold_on_this_copy_blocks_though_others_are_free(world, loan, sari):
    """case 25: it blocks its own copy, not the sibling."""
    sibling = lend(a_copy(world.bumi_manusia, world.pusat), sari, date(2026, 11, 25), since=MONDAY - timedelta(days=5))
    a_copy(world.bumi_manusia, world.timur)
    a_hold(a_member(world, "Budi Santoso"), world.bumi_manusia, world.pusat, item=loan.item)
    assert refused_for(loan) == {"reserved_by_others"}
    assert renew(sibling, by=None, moment=MONDAY)


def test_a_hold_for_another_title_does_not_block(world, loan):
    """case 32."""
    a_hold(a_member(world, "Budi Santoso"), world.laskar_pelangi, world.pusat)
    assert renew(loan, by=None, moment=MONDAY)


def test_a_recall_blocks(loan):
    """case 32."""
    loan.recalled_at = MONDAY
    loan.save()
    assert refused_for(loan) == {"recalled"}


class TestOverdue:
    """case 29: allow, block, block this one only."""

    @pytest.fixture
    def late(self, world, sari):
        item = a_copy(world.laskar_pelangi, world.pusat)
        return lend(item, sari, date(2026, 11, 18), since=MONDAY - timedelta(days=20))

    def test_allowed(self, late, loan):
        a_rule("overdue_renewal", "allow")
        assert renew(late, by=None, moment=MONDAY)
        assert renew(loan, by=None, moment=MONDAY)

    def test_the_overdue_one_only(self, late, loan):
        a_rule("overdue_renewal", "block_item")
        assert refused_for(late) == {"overdue_loan"}
        assert renew(loan, by=None, moment=MONDAY)

    def test_everything_while_one_is_overdue(self, late, loan):
        a_rule("overdue_renewal", "block")
        assert refused_for(late) == {"overdue_loan"}
        assert refused_for(loan) == {"overdue_others"}


def test_owing_too_much_may_or_may_not_stop_renewals(world, loan, sari):
    """case 22."""
    a_rule("charges_block", 10_000)
    Charge.objects.create(patron=sari, kind=Charge.Kind.OTHER, amount=10_000, branch=world.pusat)
    a_rule("renew_with_charges", "no")
    assert refused_for(loan) == {"charges_block"}
    a_rule("renew_with_charges", "yes")
    assert renew(loan, by=None, moment=MONDAY)


def test_what_can_never_be_renewed(world, loan, sari, only_copy):
    """case 31: lost, claimed, read in the house, a blocked or expired member."""
    claim_returned(loan, branch=world.pusat, by=world.wati)
    assert "claimed" in refused_for(loan)
    other = lend(a_copy(world.laskar_pelangi, world.pusat), sari, date(2026, 11, 25), since=MONDAY - timedelta(days=5))
    declare_lost(other, branch=world.pusat, by=world.wati)
    assert "lost_loan" in refused_for(other)
    here = lend(a_copy(world.kancil, world.pusat), sari, date(2026, 11, 25), in_house=True)
    assert "here_only" in refused_for(here)
    Block.objects.create(patron=sari, reason=Block.Reason.MANUAL, note="Loker")
    Patron.objects.filter(pk=sari.pk).update(expires_on=date(2026, 11, 1))
    assert refused_for(here) == {"here_only", "blocked", "card_expired"}


def test_a_block_that_leaves_renewals_alone(loan, sari):
    Block.objects.create(patron=sari, reason=Block.Reason.MANUAL, note="Loker", stops_renewals=False)
    assert renew(loan, by=None, moment=MONDAY)


def test_staff_renew_in_spite_of_it_with_a_comment(world, loan):
    a_rule("renewals", 0)
    renew(loan, by=world.wati, lifted=frozenset({"no_renewals_left"}), comment="Sakit", moment=MONDAY)
    assert Override.objects.get().codes == ["no_renewals_left"]


def test_all_at_once_says_what_became_of_each(world, loan, sari):
    a_rule("overdue_renewal", "block_item")
    late = lend(a_copy(world.laskar_pelangi, world.pusat), sari, date(2026, 11, 18), since=MONDAY - timedelta(days=20))
    done = {
        each.loan.pk: {refusal.code for refusal in each.refused} for each in renew_all(sari, by=None, moment=MONDAY)
    }
    assert done == {loan.pk: set(), late.pk: {"overdue_loan"}}
    assert Loan.objects.get(pk=loan.pk).renewals == 1


def test_a_returned_copy_is_not_renewed(loan):
    Loan.objects.filter(pk=loan.pk).update(returned_at=MONDAY)
    assert refused_for(loan) == {"not_on_loan"}
