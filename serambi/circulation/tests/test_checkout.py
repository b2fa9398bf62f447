"""Lending a copy at the desk: what stands against it, all at once, and what is written down."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Lending, Status
from serambi.circulation.checkin import checkin
from serambi.circulation.checkout import checkout, undo_checkout
from serambi.circulation.claims import claim_returned
from serambi.circulation.events import ItemCheckedOut
from serambi.circulation.models import Charge, Hold, Loan, Override
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons.models import Block, Patron

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)


@pytest.fixture
def copy(world):
    return a_copy(world.laskar_pelangi, world.pusat)


@pytest.fixture
def sari(world):
    return a_member(world)


def give(item, patron, world, **options):
    options = {"branch": world.pusat, "by": world.wati, "moment": MONDAY} | options
    return checkout(item, patron=patron, **options)


def codes(refused) -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def test_a_copy_is_lent_until_the_end_of_the_day_the_rules_name(world, copy, sari):
    """case 8: due at 23:59:59 in the library's zone."""
    a_rule("loan_days", 7)
    loan = give(copy, sari, world)
    assert loan.due_at == datetime(2026, 11, 30, 23, 59, 59, tzinfo=WITA)
    assert (loan.patron, loan.branch, loan.lent_by) == (sari, world.pusat, world.wati)


def test_the_journal_names_the_work_so_that_the_index_follows(world, copy, sari):
    loan = give(copy, sari, world)
    entry = Entry.objects.filter(event=ItemCheckedOut.name()).get()
    assert entry.data == {
        "loan_id": loan.pk, "item_id": copy.pk, "patron_id": sari.pk, "works": [world.laskar_pelangi.work_id],
    }  # fmt: skip
    assert entry.by == world.wati


def test_one_open_loan_per_item(world, copy, sari):
    """case 11: the act refuses the second checkout, and so does the database."""
    give(copy, sari, world)
    budi = a_member(world, "Budi Santoso")
    with pytest.raises(Refused) as no:
        give(copy, budi, world)
    assert codes(no) == {"on_loan_to_another"}
    with pytest.raises(IntegrityError), transaction.atomic():
        lend(copy, budi)


def test_a_copy_the_member_has_already_is_to_be_renewed(world, copy, sari):
    give(copy, sari, world)
    with pytest.raises(Refused) as no:
        give(copy, sari, world)
    assert codes(no) == {"on_loan_to_you"}


def test_a_double_click_makes_one_loan(world, copy, sari):
    first = give(copy, sari, world, request="x1")
    again = give(copy, sari, world, request="x1")
    assert first == again
    assert Loan.objects.count() == 1


def test_all_reasons_come_at_once(world, copy):
    a_rule("limit", 0)
    late = a_member(world, expires_on=date(2026, 11, 20))
    Block.objects.create(patron=late, reason=Block.Reason.MANUAL, note="Kartu dipakai orang lain")
    copy.lending = Lending.REFERENCE
    copy.save()
    a_rule("lend", "in_house", lending=Lending.REFERENCE)
    with pytest.raises(Refused) as no:
        give(copy, late, world)
    assert codes(no) == {"card_expired", "blocked", "loan_limit", "read_here"}
    assert "Kartu dipakai orang lain" in [str(refusal.message) for refusal in no.value.refusals]


def test_who_applied_online_borrows_once_verified(world, copy):
    applied = a_member(world, state=Patron.State.APPLIED, verified_at=None)
    with pytest.raises(Refused) as no:
        give(copy, applied, world)
    assert codes(no) == {"not_verified"}


def test_a_closed_membership_cannot_be_lifted(world, copy):
    closed = a_member(world, state=Patron.State.CLOSED, closed_at=MONDAY)
    with pytest.raises(Refused) as no:
        give(copy, closed, world, lifted=frozenset({"membership_closed"}), comment="Tetap saja")
    assert codes(no) == {"membership_closed"}


def test_a_card_is_good_on_its_last_day(world, copy):
    assert give(copy, a_member(world, expires_on=MONDAY.date()), world)


def test_a_limit_of_one_format_leaves_the_others(world, sari):
    """case 14: book limit reached, a film still goes; the reverse too."""
    a_rule("limit", 10)
    a_rule("limit", 1, material="book")
    give(a_copy(world.laskar_pelangi, world.pusat, material="book"), sari, world)
    with pytest.raises(Refused) as no:
        give(a_copy(world.bumi_manusia, world.pusat, material="book"), sari, world)
    assert codes(no) == {"loan_limit"}
    assert give(a_copy(world.bumi_manusia, world.pusat, material="film"), sari, world)


def test_what_is_said_to_be_returned_counts_no_more(world, copy, sari):
    """case 14: a claimed copy stops counting, so the next one goes."""
    a_rule("limit", 1)
    loan = give(copy, sari, world)
    claim_returned(loan, branch=world.pusat, by=world.wati)
    assert give(a_copy(world.bumi_manusia, world.pusat), sari, world)


def test_too_many_overdue_copies_stop_the_next_loan(world, copy, sari):
    """case 16, the desk's half."""
    a_rule("overdue_block", 1)
    lend(a_copy(world.bumi_manusia, world.pusat), sari, date(2026, 11, 18), since=MONDAY - timedelta(days=14))
    with pytest.raises(Refused) as no:
        give(copy, sari, world)
    assert codes(no) == {"overdue_block"}


def test_a_block_of_one_branch_stops_there_only(world, copy, sari):
    """case 17."""
    Block.objects.create(patron=sari, reason=Block.Reason.MANUAL, branch=world.timur, note="Loker")
    with pytest.raises(Refused) as no:
        give(copy, sari, world, branch=world.timur, by=world.tono)
    assert codes(no) == {"blocked"}
    assert give(copy, sari, world)


def test_owing_too_much_stops_loans(world, copy, sari):
    a_rule("charges_block", 10_000)
    Charge.objects.create(patron=sari, kind=Charge.Kind.OTHER, amount=12_000, settled=1_000, branch=world.pusat)
    with pytest.raises(Refused) as no:
        give(copy, sari, world)
    assert codes(no) == {"charges_block"}


def test_lifting_needs_the_right_and_a_comment(world, copy):
    """case 19: no permission, no comment, a due date in the past: refused; with both: lent and written down."""
    expired = a_member(world, expires_on=date(2026, 11, 1))
    lifted = frozenset({"card_expired"})
    with pytest.raises(PermissionDenied):
        give(copy, expired, world, lifted=lifted, comment="Bayar besok", by=world.arman)
    with pytest.raises(PermissionDenied):
        give(copy, expired, world, lifted=lifted, comment="Bayar besok", by=world.tono)
    with pytest.raises(Refused) as no:
        give(copy, expired, world, lifted=lifted, comment="  ")
    assert codes(no) == {"comment_missing"}
    with pytest.raises(Refused) as no:
        give(copy, expired, world, lifted=lifted, comment="Lomba", due_at=MONDAY)
    assert codes(no) == {"due_in_the_past"}
    loan = give(copy, expired, world, lifted=lifted, comment="Lomba besok", due_at=MONDAY + timedelta(days=1))
    noted = Override.objects.get()
    assert (noted.loan, noted.codes, noted.comment, noted.by) == (loan, ["card_expired"], "Lomba besok", world.wati)


def test_a_machine_lifts_nothing(world, copy):
    expired = a_member(world, expires_on=date(2026, 11, 1))
    with pytest.raises(Refused) as no:
        give(copy, expired, world, by=None, lifted=frozenset({"card_expired"}), comment="mesin")
    assert codes(no) == {"card_expired"}


def test_nothing_is_written_down_when_nothing_stood_against_it(world, copy, sari):
    give(copy, sari, world, lifted=frozenset({"card_expired"}), comment="kalau-kalau")
    assert not Override.objects.exists()


def test_a_calendar_without_an_open_day_gives_a_reason_and_no_due_date(world, copy, sari):
    """case 10."""
    world.pusat.hours.all().delete()
    with pytest.raises(Refused) as no:
        give(copy, sari, world)
    assert codes(no) == {"no_open_day"}
    assert not Loan.objects.exists()


@pytest.mark.parametrize(
    ("status", "code"),
    [(Status.WITHDRAWN, "withdrawn"), (Status.LOST, "lost"), (Status.REPAIR, "not_ready")],
)
def test_what_the_catalogue_keeps_back_is_not_lent(world, sari, status, code):
    kept = a_copy(world.laskar_pelangi, world.pusat, status=status)
    with pytest.raises(Refused) as no:
        give(kept, sari, world)
    assert codes(no) == {code}


def test_a_missing_copy_that_is_brought_to_the_desk_is_found(world, sari):
    missing = a_copy(world.laskar_pelangi, world.pusat, status=Status.MISSING)
    give(missing, sari, world)
    assert Item.objects.get(pk=missing.pk).status == Status.SHELF


def test_what_is_kept_for_somebody_else_is_not_lent(world, copy, sari):
    """case 41: others cannot check it out."""
    budi = a_member(world, "Budi Santoso")
    hold = a_hold(
        budi, world.laskar_pelangi, world.pusat, state=Hold.State.READY, caught=copy, caught_at=MONDAY,
        ready_at=MONDAY, pickup_by=date(2026, 11, 27),
    )  # fmt: skip
    with pytest.raises(Refused) as no:
        give(copy, sari, world)
    assert codes(no) == {"held_for_another"}
    give(copy, budi, world)
    hold.refresh_from_db()
    assert hold.state == Hold.State.FULFILLED


def test_lending_what_was_kept_for_another_sends_that_hold_back_into_the_queue(world, copy, sari):
    budi = a_member(world, "Budi Santoso")
    hold = a_hold(
        budi, world.laskar_pelangi, world.pusat, state=Hold.State.READY, caught=copy, caught_at=MONDAY,
        ready_at=MONDAY, pickup_by=date(2026, 11, 27),
    )  # fmt: skip
    give(copy, sari, world, lifted=frozenset({"held_for_another"}), comment="Budi setuju")
    hold.refresh_from_db()
    assert (hold.state, hold.caught, hold.pickup_by) == (Hold.State.WAITING, None, None)


def test_a_title_others_wait_for_needs_a_word(world, copy, sari):
    a_hold(a_member(world, "Budi Santoso"), world.laskar_pelangi, world.pusat)
    for other in Item.objects.filter(record__work=world.laskar_pelangi.work).exclude(pk=copy.pk):
        lend(other, a_member(world, "Orang lain"))
    with pytest.raises(Refused) as no:
        give(copy, sari, world)
    assert codes(no) == {"awaited"}


def test_taking_the_copy_home_ends_ones_own_waiting(world, copy, sari):
    hold = a_hold(sari, world.laskar_pelangi, world.timur)
    give(copy, sari, world)
    hold.refresh_from_db()
    assert (hold.state, hold.ended_at) == (Hold.State.FULFILLED, MONDAY)


def test_reading_in_the_house_is_due_when_it_closes(world, copy, sari):
    copy.lending = Lending.REFERENCE
    copy.save()
    a_rule("lend", "in_house", lending=Lending.REFERENCE)
    loan = give(copy, sari, world, in_house=True)
    assert loan.due_at == datetime(2026, 11, 23, 20, 0, tzinfo=WITA)
    assert loan.in_house


def test_a_checkout_is_undone_without_a_trace_on_the_copy(world, copy, sari):
    hold = a_hold(sari, world.laskar_pelangi, world.pusat)
    loan = give(copy, sari, world)
    undo_checkout(loan, by=world.wati)
    hold.refresh_from_db()
    assert hold.state == Hold.State.WAITING
    assert not Loan.objects.exists()
    assert give(copy, sari, world)


def test_what_happened_since_cannot_be_undone(world, copy, sari):
    loan = give(copy, sari, world)
    checkin(copy, branch=world.pusat, by=world.wati)
    with pytest.raises(Refused) as no:
        undo_checkout(loan, by=world.wati)
    assert codes(no) == {"too_late_to_undo"}
