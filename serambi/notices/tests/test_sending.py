"""A process dies between the claim and the answer; somebody decides; words are forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.notices import sending
from serambi.notices.composing import compose
from serambi.notices.deciding import decide
from serambi.notices.housekeeping import forget_notices, forget_words
from serambi.notices.models import Delivery, Notice
from serambi.notices.planning import plan
from serambi.notices.policy import IN_THE_AIR
from serambi.notices.sending import send_due, sweep_lost
from serambi.notices.tasks import forget, send, sweep
from serambi.notices.tests.telling import end_of, lend, member, noon, run_day


@pytest.fixture
def sari(world):
    return member(world, "Sari Lestari", user=world.sari, email="sari@example.id")


def by_mail():
    return Delivery.objects.get(channel="email")


@pytest.fixture
def lost(world, sari, monkeypatch):
    """The worker died while a letter was under way."""
    lend(world, sari, due=end_of(2))
    plan(noon())
    compose(noon())

    def dying(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_attempt", dying)
        for _each in range(2):
            with pytest.raises(KeyboardInterrupt):
                send_due(noon())
    return by_mail()


def test_who_dies_under_way_leaves_it_unknown_and_the_inbox_is_written_again(lost):
    assert lost.state == "sending"
    sweep_lost(now())
    assert by_mail().state == "sending", "somebody may be at it"
    sweep_lost(now() + IN_THE_AIR + timedelta(minutes=1))
    assert by_mail().state == Notice.objects.get().state == "unknown"
    send_due(noon())
    assert Delivery.objects.get(channel="inbox").state == "sent"
    assert not mail.outbox


def test_a_claimed_delivery_is_nobody_elses(lost):
    send_due(noon())
    assert not mail.outbox


def test_the_staff_says_that_it_was_sent(world, lost):
    sweep_lost(now() + IN_THE_AIR + timedelta(minutes=1))
    decide(lost, again=False, by=world.wati)
    assert by_mail().state == "sent"
    assert Entry.objects.filter(event="notices.DeliveryDecided").get().data["verdict"] == "sent"
    with pytest.raises(Refused, match="not_unknown"):
        decide(lost, again=True, by=world.wati)
    assert not mail.outbox


def test_the_staff_says_send_it_again(world, lost):
    sweep_lost(now() + IN_THE_AIR + timedelta(minutes=1))
    decide(lost, again=True, by=world.wati)
    send_due(max(noon(), noon(1)))
    assert len(mail.outbox) == 1
    assert Notice.objects.get().state == "sent"


def test_only_the_desk_and_the_head_decide(world, lost):
    sweep_lost(now() + IN_THE_AIR + timedelta(minutes=1))
    with pytest.raises(PermissionDenied):
        decide(lost, again=True, by=world.arman)


def test_a_channel_that_breaks_holds_nobody_up(world, sari, monkeypatch):
    lend(world, sari, due=end_of(2))
    lend(world, member(world, "Budi", email="budi@example.id"), due=end_of(2))
    real = sending.text_for

    def breaking(topic, causes, reader):
        if reader.name == "Sari Lestari":
            raise ZeroDivisionError
        return real(topic, causes, reader)

    monkeypatch.setattr(sending, "text_for", breaking)
    run_day(noon())
    assert [letter.to for letter in mail.outbox] == [["budi@example.id"]]
    assert Delivery.objects.get(channel="email", patron=sari).state == "planned"


def test_words_are_gone_after_ninety_days_and_that_they_were_sent_is_not(world, sari):
    lend(world, sari, due=end_of(2))
    run_day(noon())
    forget_words(now() + timedelta(days=89))
    assert "Laskar" in by_mail().body
    forget_words(now() + timedelta(days=92))
    assert (by_mail().body, by_mail().subject, by_mail().state) == ("", "", "sent")
    forget_notices(now() + timedelta(days=800))
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


def test_the_journal_carries_ids_only(world, sari, lost):
    sweep_lost(now() + IN_THE_AIR + timedelta(minutes=1))
    decide(lost, again=True, by=world.wati)
    for entry in Entry.objects.filter(event__startswith="notices."):
        assert "sari" not in str(entry.data).lower()


def test_the_jobs_of_the_schedule_run(world, sari):
    lend(world, sari, due=end_of(2))
    plan(noon())
    for job in (send, sweep, forget):
        job.call()
    assert Notice.objects.get().state in ("sent", "planned")
