"""The night's work: ageing to lost, loans that renew themselves, blocks that follow the clock, forgetting. Each run
twice is as run once."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.catalogue.items.acts import carry_out, move, withdraw
from serambi.circulation import anonymising, reckoning, traces
from serambi.circulation.ageing import age_to_lost
from serambi.circulation.auto_renewing import renew_automatically
from serambi.circulation.checkin import checkin
from serambi.circulation.checkout import checkout
from serambi.circulation.models import Charge, Claim, DueChange, Hold, Loan
from serambi.circulation.reactions import nobody_knows_what_an_erased_member_read
from serambi.circulation.renewal import renew
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons.closing import close
from serambi.patrons.erasing import erase
from serambi.patrons.events import PatronErased
from serambi.patrons.models import Block

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(world):
    return world.sari.patron


@pytest.fixture
def copy(world):
    return a_copy(world.laskar_pelangi, world.pusat)


def late(item, patron, days, **values):
    return lend(item, patron, now() - timedelta(days=days), since=now() - timedelta(days=days + 7), **values)


def returned(item, patron, days, **values):
    """A loan that ended so many days ago."""
    loan = lend(item, patron, now() - timedelta(days=days), since=now() - timedelta(days=days + 7), **values)
    Loan.objects.filter(pk=loan.pk).update(returned_at=now() - timedelta(days=days), returned_to=item.branch)
    return loan


def test_what_is_overdue_long_enough_is_listed_as_lost_and_what_is_claimed_is_not(world, sari, copy):
    """Cases 31 and 53."""
    a_rule("lost_after_days", 60)
    gone = late(copy, sari, 61)
    claimed = late(a_copy(world.laskar_pelangi, world.pusat), sari, 99, claimed_at=now())
    young = late(a_copy(world.laskar_pelangi, world.pusat), sari, 59)
    assert [age_to_lost(), age_to_lost()] == [1, 0]
    for loan in (gone, claimed, young):
        loan.refresh_from_db()
    copy.refresh_from_db()
    assert (gone.lost_at is not None, copy.status) == (True, "lost")
    assert claimed.lost_at is None
    assert young.lost_at is None


def test_no_rule_no_ageing(world, sari, copy):
    a_rule("lost_after_days", "none")
    late(copy, sari, 900)
    assert age_to_lost() == 0


def test_a_loan_renews_itself_the_day_before_once_and_not_when_somebody_waits(world, sari, copy):
    """Case 28: only where the rule says so."""
    a_rule("loan_days", 7)
    due = now() + timedelta(hours=20)
    loan = lend(copy, sari, due, since=now() - timedelta(days=6))
    assert renew_automatically() == 0
    a_rule("auto_renew", "yes")
    awaited = lend(a_copy(world.bumi_manusia, world.pusat), sari, due, since=now() - timedelta(days=6))
    for free in world.bumi_manusia.items.exclude(pk=awaited.item_id):
        lend(free, a_member(world, "Lain"))
    a_hold(a_member(world, "Menunggu"), world.bumi_manusia, world.pusat)
    assert [renew_automatically(), renew_automatically()] == [1, 0]
    loan.refresh_from_db()
    assert loan.renewals == 1
    assert DueChange.objects.get().why == "automatic"


def test_too_much_overdue_blocks_once_and_the_block_goes_with_it(world, sari, copy):
    """Case 16."""
    a_rule("overdue_block", 1)
    loan = late(copy, sari, 2)
    assert [reckoning.refresh_all_blocks(), reckoning.refresh_all_blocks()] == [1, 0]
    assert Block.objects.filter(patron=sari, reason="overdue", lifted_at=None).count() == 1
    Loan.objects.filter(pk=loan.pk).update(due_at=now() + timedelta(days=3))
    assert [reckoning.refresh_all_blocks(), reckoning.refresh_all_blocks()] == [1, 0]
    assert not Block.objects.filter(patron=sari, lifted_at=None).exists()


def test_a_block_for_what_is_owed_comes_and_goes_with_the_rule(world, sari):
    Charge.objects.create(patron=sari, kind="other", amount=9000, branch=world.pusat)
    a_rule("charges_block", 9000)
    assert reckoning.refresh_all_blocks() == 1
    a_rule("charges_block", 9001)
    assert [reckoning.refresh_all_blocks(), reckoning.refresh_all_blocks()] == [1, 0]


def test_closed_loans_lose_their_member_after_the_days_of_the_rule(world, sari, copy):
    """Case 62."""
    old, young = returned(copy, sari, 31), returned(a_copy(world.laskar_pelangi, world.pusat), sari, 29)
    still_out = lend(a_copy(world.laskar_pelangi, world.pusat), sari)
    assert [anonymising.anonymise_loans(chunk=1), anonymising.anonymise_loans()] == [1, 0]
    owners = {loan.pk: loan.patron_id for loan in Loan.objects.all()}
    assert owners == {old.pk: None, young.pk: sari.pk, still_out.pk: sari.pk}
    a_rule("forget_days", 10)
    assert anonymising.anonymise_loans() == 1


def test_a_rule_for_one_category_forgets_later_there_only(world, sari, copy):
    """Case 62."""
    a_rule("forget_days", 90, category=sari.category)
    returned(copy, sari, 60)
    returned(a_copy(world.laskar_pelangi, world.pusat), a_member(world, "Lain", category=None), 60)
    assert anonymising.anonymise_loans() == (0 if Loan.objects.exclude(category=sari.category).count() == 0 else 1)
    assert Loan.objects.filter(patron=sari).exists()


def test_who_keeps_the_history_keeps_it_and_what_is_owed_keeps_its_member(world, sari, copy):
    """Case 62."""
    keeper = a_member(world, "Penyimpan", keeps_history=True)
    kept = returned(copy, keeper, 400)
    owing = returned(a_copy(world.laskar_pelangi, world.pusat), sari, 400)
    line = Charge.objects.create(patron=sari, loan=owing, kind="overdue", amount=2000, branch=world.pusat)
    assert anonymising.anonymise_loans() == 0
    line.settled, line.closed_at = 2000, now()
    line.save()
    assert anonymising.anonymise_loans() == 1
    line.refresh_from_db()
    assert (line.patron, line.loan) == (sari, None), "the paid line no longer says for which copy"
    kept.refresh_from_db()
    assert kept.patron == keeper


def test_nothing_else_leads_back_to_the_member(world, sari, copy):
    """Case 62: acts of the own account and notes go too."""
    loan = lend(copy, sari, now() + timedelta(days=2), since=now() - timedelta(days=5))
    renew(loan, by=sari.user)
    Claim.objects.create(loan=loan, note="Kata Sari sudah kembali", outcome="found", resolved_at=now())
    Loan.objects.filter(pk=loan.pk).update(returned_at=now() - timedelta(days=40), returned_to=world.pusat)
    anonymising.anonymise_loans()
    assert DueChange.objects.get().by is None
    assert Claim.objects.get().note == ""


def test_ended_holds_are_forgotten_and_live_ones_are_not(world, sari):
    """Case 62."""
    ended = a_hold(
        sari,
        world.laskar_pelangi,
        world.pusat,
        state="cancelled",
        ended_at=now() - timedelta(days=31),
        ended_why="patron",
    )
    live = a_hold(sari, world.bumi_manusia, world.pusat, placed_at=now() - timedelta(days=300))
    assert [anonymising.anonymise_holds(), anonymising.anonymise_holds()] == [1, 0]
    assert dict(Hold.objects.values_list("pk", "patron")) == {ended.pk: None, live.pk: sari.pk}


def test_the_journal_forgets_who_it_was_and_not_what_happened(world, sari, copy):
    loan = checkout(copy, patron=sari, branch=world.pusat, by=world.wati)
    Entry.objects.update(at=now() - timedelta(days=29))
    assert traces.forget_traces() == 0
    Entry.objects.update(at=now() - timedelta(days=31))
    assert [traces.forget_traces(chunk=1), traces.forget_traces()] == [1, 0]
    data = Entry.objects.get(event="circulation.ItemCheckedOut").data
    assert (data["patron_id"], data["loan_id"], data["item_id"]) == (None, loan.pk, copy.pk)


def test_an_erased_member_leaves_no_reading_behind(world, sari, copy):
    sari.keeps_history = True
    sari.save()
    returned(copy, sari, 1)
    erase(sari, by=world.joko)
    nobody_knows_what_an_erased_member_read(PatronErased(patron_id=sari.pk), None)
    assert Loan.objects.get().patron is None


def test_who_has_something_open_is_neither_closed_nor_erased(world, sari, copy):
    lend(copy, sari)
    Charge.objects.create(patron=sari, kind="other", amount=1000, branch=world.pusat)
    a_hold(sari, world.bumi_manusia, world.pusat)
    for act in (close, erase):
        with pytest.raises(Refused) as no:
            act(sari, by=world.joko)
        assert {each.code for each in no.value.refusals} == {"has_loans", "has_charges", "has_holds"}


def test_a_lent_copy_is_neither_withdrawn_nor_moved_and_comes_back_all_the_same(world, sari, copy):
    lend(copy, sari)
    for act in (withdraw("worn"), move(world.timur)):
        assert copy.pk in carry_out(act, [copy.pk], by=world.arman).refused
    checkin(copy, branch=world.pusat, by=world.wati)
    assert not carry_out(move(world.timur), [copy.pk], by=world.arman).refused
