"""Reserving from the record page, and one's own reservations."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from house.shelf import copies_of
from serambi.circulation import refusals
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.catching import catch
from serambi.circulation.models import Hold
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.patrons.models import Patron

BIG = "9" * 30


@pytest.fixture
def sari(world):
    return Patron.objects.filter(user=world.sari).first() or a_member(world, "Sari Lestari", user=world.sari)


@pytest.fixture
def book(world):
    """A title of one edition with one copy at Pusat."""
    [record] = copies_of(world.laskar_pelangi, 1)
    world.copy = record.items.get()
    return record


def page_of(record) -> str:
    return reverse("circulation:reserve", args=[record.work_id])


def words(answer) -> str:
    return answer.content.decode()


def test_the_record_page_leads_to_the_reservation_and_says_how_many_wait(world, book, client):
    for name in ("Budi", "Dewi"):
        a_hold(a_member(world, name), book, world.pusat)
    url = reverse("discovery:record", args=[book.work_id])
    page = words(client.get(url, follow=True))
    assert page_of(book) in page
    assert "2 orang" in page


def test_who_is_not_signed_in_signs_in_first_and_comes_back(book, client):
    answer = client.get(page_of(book))
    assert answer.status_code == 302
    assert page_of(book) in answer.url


def test_an_account_without_a_membership_is_led_to_joining(world, book, sign_in, client):
    Patron.objects.filter(user=world.maya).delete()
    sign_in(client, world.maya)
    for url in (page_of(book), reverse("circulation:holds")):
        assert reverse("patrons:who") in words(client.get(url))
    client.post(page_of(book), {"what": "any", "pickup": "pusat"})
    assert not Hold.objects.exists()


def test_a_member_reserves_and_sees_the_place(world, book, sari, as_role):
    lend(world.copy, a_member(world, "Rina"))
    a_hold(a_member(world, "Budi"), book, world.pusat)
    client = as_role("patron")
    answer = client.post(page_of(book), {"what": "any", "pickup": "timur"}, follow=True)
    hold = Hold.objects.get(patron=sari)
    assert (hold.pickup_branch, hold.placed_by) == (world.timur, world.sari)
    assert "Urutan ke-2 dari 2" in words(answer)


def test_an_edition_or_a_format_may_be_chosen(world, book, sari, as_role):
    braille = world.braille
    type(braille).objects.filter(pk=braille.pk).update(work=book.work)
    client = as_role("patron")
    page = words(client.get(page_of(book)))
    assert 'value="format:braille"' in page
    assert f'value="record:{book.pk}"' in page
    client.post(page_of(book), {"what": f"record:{book.pk}", "pickup": "pusat"})
    assert Hold.objects.get(patron=sari).record == book
    Hold.objects.all().delete()
    client.post(page_of(book), {"what": "format:braille", "pickup": "pusat"})
    assert Hold.objects.get(patron=sari).format == "braille"


def test_an_edition_of_another_work_is_not_reserved_here(world, book, sari, as_role):
    other = world.bumi_manusia
    data = {"what": f"record:{other.pk}", "pickup": "pusat"}
    assert as_role("patron").post(page_of(book), data).status_code == 422
    assert not Hold.objects.exists()


def test_every_reason_stands_on_the_page(world, book, sari, as_role):
    Patron.objects.filter(pk=sari.pk).update(expires_on=now().date() - timedelta(days=3))
    lend(world.copy, sari)
    answer = as_role("patron").post(page_of(book), {"what": "any", "pickup": "pusat"})
    assert answer.status_code == 422
    with override("id"):
        expected = {str(each.message) for each in (refusals.CARD_EXPIRED, no.ALREADY_YOURS)}
    assert expected <= set(answer.context["form"].non_field_errors())


@pytest.mark.parametrize("data", [{}, {"what": "record:" + BIG}, {"pickup": "\x00"}, {"needed_by": "kemarin"}])
def test_strange_answers_are_told_at_the_form(book, sari, as_role, data):
    assert as_role("patron").post(page_of(book), {"what": "any"} | data).status_code == 422
    assert not Hold.objects.exists()


def test_a_work_nobody_knows_is_not_found(sari, as_role):
    client = as_role("patron")
    assert client.get(f"/reservasi/{BIG}/").status_code == 404
    assert client.get("/reservasi/999999/").status_code == 404


def test_suspend_resume_move_and_cancel(world, book, sari, as_role):
    lend(world.copy, a_member(world, "Rina"))
    hold, client = a_hold(sari, book, world.pusat), as_role("patron")

    def do(name, **data):
        answer = client.post(reverse(f"circulation:{name}", args=[hold.pk]), data)
        assert answer.status_code == 302
        hold.refresh_from_db()

    until = now().date() + timedelta(days=20)
    do("holds-suspend", until=until.isoformat())
    assert (hold.suspended, hold.suspended_until) == (True, until)
    do("holds-resume")
    assert not hold.suspended
    do("holds-suspend", until="nanti saja")
    assert not hold.suspended
    do("holds-pickup", pickup="timur")
    assert hold.pickup_branch == world.timur
    do("holds-pickup", pickup="bulan")
    assert hold.pickup_branch == world.timur
    do("holds-cancel")
    assert (hold.state, hold.ended_why) == ("cancelled", "patron")


def test_a_ready_one_says_where_and_until_when(world, book, sari, as_role):
    hold = catch(world.copy, a_hold(sari, book, world.pusat), branch=world.pusat, by=world.wati)
    client = as_role("patron")
    page = words(client.get(reverse("circulation:holds")))
    assert "Perpustakaan Pusat" in page
    assert reverse("circulation:holds-suspend", args=[hold.pk]) not in page
    assert reverse("circulation:holds-cancel", args=[hold.pk]) in page
    assert reverse("circulation:holds") in words(client.get(reverse("accounts:mine")))


@pytest.mark.parametrize("act", ["cancel", "suspend", "resume", "pickup"])
def test_another_persons_hold_is_simply_not_found(world, book, sari, as_role, act):
    hold = a_hold(a_member(world, "Rina"), book, world.pusat)
    answer = as_role("patron").post(reverse(f"circulation:holds-{act}", args=[hold.pk]), {"pickup": "timur"})
    assert answer.status_code == 404
    hold.refresh_from_db()
    assert (hold.state, hold.pickup_branch, hold.suspended) == ("waiting", world.pusat, False)


def test_more_reservations_and_longer_queues_ask_no_more_questions(world, sari, as_role):
    a_rule("hold_limit", "none")
    client = as_role("patron")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("circulation:holds")).status_code == 200
        return len(asked)

    def more(number):
        for record in copies_of(world.laskar_pelangi, number):
            a_copy(record, world.timur)
            a_hold(a_member(world, "Rina"), record, world.pusat)
            a_hold(sari, record, world.pusat)

    more(1)
    questions()
    few = questions()
    more(6)
    assert questions() <= few
