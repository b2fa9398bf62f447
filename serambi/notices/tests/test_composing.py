"""Notices become messages: grouped, to the right people, in decent hours, or dropped with a reason."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.utils.timezone import now

from serambi.circulation.events import HoldReady
from serambi.circulation.models import Hold, Loan
from serambi.journal.models import Entry
from serambi.notices.composing import compose
from serambi.notices.models import Delivery, Notice, Preference
from serambi.notices.planning import plan
from serambi.notices.preferences import choose
from serambi.notices.reactions import forget_a_person, tell_that_a_hold_is_ready, welcome_a_member
from serambi.notices.sending import send_due
from serambi.notices.tests.telling import (
    WITA,
    deliver,
    end_of,
    lend,
    member,
    noon,
    only_notice,
    reserve,
    run_day,
)  # fmt: skip
from serambi.patrons.events import PatronErased, PatronVerified
from serambi.patrons.models import Guardian


@pytest.fixture
def sari(world):
    return member(world, "Sari Lestari", user=world.sari, email="sari@example.id")


def entry():
    return Entry.objects.create(event="circulation.HoldReady", data={})


def hold_is_ready(hold):
    tell_that_a_hold_is_ready(HoldReady(works=[], hold_id=hold.pk, patron_id=hold.patron_id), entry())


def test_three_books_are_one_letter(world, sari):
    """Case 64: grouped notices go once a day."""
    for _each in range(3):
        lend(world, sari, due=end_of(2))
    run_day(noon())
    assert len(mail.outbox) == 1
    assert "3 buku" in mail.outbox[0].subject
    assert mail.outbox[0].body.count("Laskar Pelangi") == 3
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}


def test_the_words_are_in_the_language_of_the_reader(world):
    rose = member(world, "Rose", email="rose@example.id", language="en")
    lend(world, rose, due=end_of(0))
    run_day(noon())
    assert mail.outbox[0].subject == "A book is due today"


GONE = {
    "returned": {"returned_at": now()},
    "claimed": {"claimed_at": now()},
    "lost": {"lost_at": now()},
    "renewed": {"due_at": end_of(9)},
}


@pytest.mark.parametrize("why", GONE)
def test_a_notice_whose_cause_is_gone_is_dropped_and_says_why(world, sari, why):
    """Case 64."""
    loan = lend(world, sari, due=end_of(2))
    plan(noon())
    Loan.objects.filter(pk=loan.pk).update(**GONE[why])
    deliver(noon())
    assert (only_notice().state, only_notice().dropped_why) == ("dropped", why)
    assert not mail.outbox


def test_a_loan_or_patron_that_is_no_more_blocks_nobody(world, sari):
    """Case 64: dropped, and the queue goes on."""
    gone, closed = lend(world, sari, due=end_of(2)), member(world, "Budi", email="budi@example.id")
    lend(world, closed, due=end_of(2))
    lend(world, sari, due=end_of(2))
    plan(noon())
    gone.delete()
    closed.state, closed.closed_at = "closed", now()
    closed.save()
    deliver(noon())
    assert sorted(Notice.objects.values_list("state", "dropped_why")) == [
        ("dropped", "gone"), ("dropped", "patron_gone"), ("sent", ""),
    ]  # fmt: skip
    assert len(mail.outbox) == 1


def test_a_notice_whose_words_are_gone_blocks_nobody(world, sari):
    """Case 64: a topic of an older version, for which nobody has words any more."""
    Notice.objects.create(
        key="x", patron=sari, topic="answer", subject_id=1, branch=world.pusat, planned_for=noon() - timedelta(hours=1)
    )
    lend(world, sari, due=end_of(2))
    run_day(noon())
    assert len(mail.outbox) == 1
    assert Notice.objects.get(topic="answer").state == "dropped"
    assert Notice.objects.get(topic="answer").dropped_why == "gone"


def test_what_is_returned_between_two_tries_is_not_sent(world, sari):
    """Closing the loan drops all that is still to be sent."""
    loan = lend(world, sari, due=end_of(2))
    plan(noon())
    compose(noon())
    Loan.objects.filter(pk=loan.pk).update(returned_at=now())
    send_due(noon())
    assert not mail.outbox
    assert (only_notice().state, only_notice().dropped_why) == ("dropped", "returned")
    assert set(Delivery.objects.values_list("state", flat=True)) == {"dropped"}


def test_a_hold_that_becomes_ready_is_told_once(world, sari):
    """Case 65: once, though the reaction runs twice and the copy is scanned again on the shelf."""
    hold = reserve(world, sari)
    for _each in range(2):
        hold_is_ready(hold)
    deliver()
    hold_is_ready(hold)
    deliver()
    assert len(mail.outbox) == 1
    assert "Perpustakaan Pusat" in mail.outbox[0].body


def test_a_hold_is_told_of_though_another_of_the_same_title_was_cancelled(world, sari):
    """Case 65."""
    first = reserve(world, sari)
    hold_is_ready(first)
    deliver()
    Hold.objects.filter(pk=first.pk).update(state="cancelled", ended_at=now(), ended_why="patron")
    hold_is_ready(reserve(world, sari))
    deliver()
    assert len(mail.outbox) == 2


def test_a_hold_that_was_cancelled_meanwhile_is_not_told_of(world, sari):
    hold = reserve(world, sari)
    hold_is_ready(hold)
    Hold.objects.filter(pk=hold.pk).update(state="cancelled", ended_at=now(), ended_why="patron")
    deliver()
    assert only_notice().dropped_why == "hold_ended"


def test_a_hold_that_became_ready_anew_is_told_of_anew(world, sari):
    """Case 43: back in the queue, then ready once more."""
    hold = reserve(world, sari)
    hold_is_ready(hold)
    deliver()
    Hold.objects.filter(pk=hold.pk).update(ready_at=now() + timedelta(minutes=5))
    hold_is_ready(hold)
    deliver()
    assert len(mail.outbox) == 2


def test_nothing_leaves_at_night(world, sari):
    hold_is_ready(reserve(world, sari))
    night = datetime.combine(noon(1).astimezone(WITA).date(), time(22), tzinfo=WITA)
    Notice.objects.update(planned_for=night - timedelta(hours=1))
    deliver(night)
    assert not mail.outbox
    assert only_notice().planned_for == datetime.combine(noon(2).astimezone(WITA).date(), time(8), tzinfo=WITA)


def test_a_childs_notices_go_to_the_guardian_who_sees_loans(world):
    dimas = member(world, "Dimas Prasetyo", user=world.dimas)
    dewi = member(world, "Bu Dewi", user=world.dewi, email="dewi@example.id")
    Guardian.objects.create(child=dimas, patron=dewi, name="Bu Dewi")
    Guardian.objects.create(child=dimas, name="Paman", email="paman@example.id", sees_loans=False)
    Guardian.objects.create(child=dimas, name="Bibi", email="bibi@example.id")
    Guardian.objects.create(child=dimas, name="Kakek", email="kakek@example.id", ended_at=now())
    lend(world, dimas, due=end_of(2))
    run_day(noon())
    assert sorted(letter.to[0] for letter in mail.outbox) == ["bibi@example.id", "dewi@example.id"]
    assert all("Dimas" in letter.subject for letter in mail.outbox)
    boxes = Delivery.objects.filter(channel="inbox").values_list("patron__name", flat=True)
    assert sorted(boxes) == ["Bu Dewi", "Dimas Prasetyo"]


def test_whoever_cannot_be_reached_is_seen_not_forgotten(world):
    lend(world, member(world, "Budi"), due=end_of(2))
    run_day(noon())
    assert (only_notice().state, only_notice().dropped_why) == ("dropped", "unreachable")


def test_what_was_chosen_counts_and_the_inbox_always(world, sari):
    choose(sari, {"overdue": {"email"}}, titles_in_push=False, by=world.sari)
    lend(world, sari, due=end_of(2))
    run_day(noon())
    assert not mail.outbox
    assert Delivery.objects.get().channel == "inbox"
    assert only_notice().state == "sent"


def test_without_a_choice_the_one_contact_there_is_serves(world):
    by_phone = member(world, "Budi", phone="+6281234567890")
    lend(world, by_phone, due=end_of(2))
    run_day(noon())
    assert list(Delivery.objects.values_list("channel", "state")) == [("whatsapp", "by_hand")]
    assert not Preference.objects.exists()


def test_a_verified_member_is_welcomed(world, sari):
    welcome_a_member(PatronVerified(patron_id=sari.pk), entry())
    deliver()
    assert sari.card_number in mail.outbox[0].body


def test_nothing_written_to_an_erased_person_stays(world, sari):
    dewi = member(world, "Bu Dewi", email="dewi@example.id")
    Guardian.objects.create(child=sari, patron=dewi, name="Bu Dewi")
    lend(world, sari, due=end_of(2))
    run_day(noon())
    assert Delivery.objects.filter(patron=dewi).exists()
    forget_a_person(PatronErased(patron_id=sari.pk), entry())
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


def test_composing_asks_as_often_for_many_as_for_few(world, django_assert_max_num_queries):
    for number in range(30):
        lend(world, member(world, f"Anggota {number}", email=f"a{number}@example.id"), due=end_of(2))
    plan(noon())
    with django_assert_max_num_queries(25):
        compose(noon())
    assert Delivery.objects.count() == 30
