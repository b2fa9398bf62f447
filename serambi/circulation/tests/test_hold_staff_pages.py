"""The staff's pages of reservations, and who may do what there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from house.shelf import copies_of
from serambi.catalogue.vocabulary import Status
from serambi.circulation.checkin import checkin
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.ending import cancel
from serambi.circulation.models import Hold
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, lend

BIG = 10**18


@pytest.fixture
def book(world):
    """A title of one edition with one copy at Pusat."""
    [record] = copies_of(world.laskar_pelangi, 1)
    world.copy = record.items.get()
    return record


def at(name, **options) -> str:
    return reverse(f"circulation-staff:{name}", kwargs=options or None)


def words(answer) -> str:
    return answer.content.decode()


def test_the_pull_list_names_place_and_branch_and_a_scan_keeps_the_copy(world, book, as_role):
    hold = a_hold(a_member(world, "Sari"), book, world.pusat)
    desk = as_role("desk")
    assert world.copy.barcode in words(desk.get(at("holds")))
    answer = desk.post(at("holds-pick"), {"barcode": world.copy.barcode, "branch": "pusat"}, follow=True)
    hold.refresh_from_db()
    assert hold.state == "ready"
    assert world.copy.barcode not in words(answer)


def test_what_nobody_waits_for_is_put_back(world, book, as_role):
    answer = as_role("desk").post(at("holds-pick"), {"barcode": world.copy.barcode}, follow=True)
    assert Hold.objects.count() == 0
    with override("id"):
        assert str(no.NOBODY_WAITS.message) in words(answer)


@pytest.mark.parametrize("barcode", ["", "NIEMAND", "\x00", "x" * 999])
@pytest.mark.parametrize("name", ["holds-pick", "holds-clear", "holds-receive"])
def test_a_strange_barcode_is_an_answer_and_no_error(world, as_role, name, barcode):
    answer = as_role("desk").post(at(name), {"barcode": barcode})
    assert answer.status_code == 302


def test_what_is_not_found_is_missing_and_the_hold_goes_to_the_next_copy(world, book, as_role):
    a_hold(a_member(world, "Sari"), book, world.pusat)
    other = a_copy(book, world.timur)
    as_role("desk").post(at("holds-missing", pk=world.copy.pk))
    world.copy.refresh_from_db()
    assert world.copy.status == Status.MISSING
    assert other.barcode in words(as_role("other_desk").get(at("holds")))


def test_a_desk_marks_nothing_missing_at_another_branch(world, book, as_role):
    assert as_role("other_desk").post(at("holds-missing", pk=world.copy.pk)).status_code == 403


def test_the_hold_shelf_shows_what_stands_there_and_what_comes_off(world, book, as_role):
    """Case 47: the next member's name stands where the copy goes."""
    first = a_hold(a_member(world, "Sari Lestari"), book, world.pusat)
    a_hold(a_member(world, "Budi Santoso"), book, world.pusat)
    checkin(world.copy, branch=world.pusat, by=world.wati)
    desk = as_role("desk")
    assert "Sari Lestari" in words(desk.get(at("holds-shelf")))
    cancel(first, by=None)
    page = words(desk.get(at("holds-shelf")))
    assert 'id="clear"' in page
    assert "Budi Santoso" in page
    desk.post(at("holds-clear"), {"barcode": world.copy.barcode, "branch": "pusat"})
    assert 'id="clear"' not in words(desk.get(at("holds-shelf")))


def test_what_nobody_fetched_goes_back_to_its_shelf(world, book, as_role):
    hold = a_hold(a_member(world, "Sari"), book, world.pusat)
    checkin(world.copy, branch=world.pusat, by=world.wati)
    cancel(hold, by=None)
    desk = as_role("desk")
    desk.post(at("holds-clear"), {"barcode": world.copy.barcode, "branch": "pusat"})
    assert 'id="clear"' not in words(desk.get(at("holds-shelf")))
    assert not Hold.objects.exclude(shelf_slot="").exists()


def test_what_is_on_its_way_is_received_by_a_scan(world, book, as_role):
    hold = a_hold(a_member(world, "Sari Lestari"), book, world.timur)
    checkin(world.copy, branch=world.pusat, by=world.wati)
    assert world.copy.barcode in words(as_role("desk").get(at("holds-transits") + "?way=out"))
    tono = as_role("other_desk")
    assert world.copy.barcode in words(tono.get(at("holds-transits")))
    tono.post(at("holds-receive"), {"barcode": world.copy.barcode})
    hold.refresh_from_db()
    assert (hold.state, hold.pickup_branch) == ("ready", world.timur)
    assert world.copy.barcode not in words(tono.get(at("holds-transits")))


def test_staff_place_move_and_cancel_in_the_queue_of_a_title(world, book, as_role):
    sari, budi = a_member(world, "Sari Lestari"), a_member(world, "Budi Santoso")
    lend(world.copy, a_member(world, "Dewi"))
    first = a_hold(sari, book, world.pusat)
    desk, page = as_role("desk"), at("holds-queue", work=book.work_id)
    desk.post(page, {"card": budi.card_number, "pickup": "timur", "record": "", "barcode": ""})
    second = Hold.objects.get(patron=budi)
    assert (second.placed_by, second.pickup_branch) == (world.wati, world.timur)
    desk.post(at("holds-move", pk=first.pk), {"place": "2"})
    assert list(Hold.objects.filter(work=book.work)) == [second, first]
    desk.post(at("holds-end", pk=first.pk))
    first.refresh_from_db()
    assert (first.state, first.ended_why) == ("cancelled", "staff")


def test_every_reason_stands_in_the_form_and_nothing_is_reserved(world, book, as_role):
    sari = a_member(world, "Sari")
    a_hold(sari, book, world.pusat)
    lend(world.copy, sari)
    page = at("holds-queue", work=book.work_id)
    answer = as_role("desk").post(page, {"card": sari.card_number, "pickup": "pusat"})
    assert answer.status_code == 422
    assert Hold.objects.count() == 1


@pytest.mark.parametrize("data", [{"card": "TIDAK ADA"}, {"card": "\x00"}, {"card": "1" * 500, "record": str(BIG)}])
def test_strange_cards_and_editions_are_told_at_the_form(world, book, as_role, data):
    answer = as_role("desk").post(at("holds-queue", work=book.work_id), {"pickup": "pusat"} | data)
    assert answer.status_code == 422


def test_nobody_changes_the_queue_for_another_branch(world, book, as_role):
    hold = a_hold(a_member(world, "Sari"), book, world.pusat)
    for name in ("holds-move", "holds-end", "holds-recall"):
        assert as_role("other_desk").post(at(name, pk=hold.pk), {"place": "1"}).status_code == 403
    hold.refresh_from_db()
    assert hold.state == "waiting"


@pytest.mark.parametrize("place", ["", "-1", "0x1", "9" * 40, "satu"])
def test_a_place_that_is_no_number_moves_nobody(world, book, as_role, place):
    hold = a_hold(a_member(world, "Sari"), book, world.pusat)
    assert as_role("desk").post(at("holds-move", pk=hold.pk), {"place": place}).status_code == 302
    hold.refresh_from_db()
    assert hold.rank == 0


def test_hopeless_ones_are_listed_for_the_branch_that_waits(world, book, as_role):
    a_hold(a_member(world, "Sari Lestari"), book, world.timur, hopeless_since=now())
    assert "Sari Lestari" in words(as_role("other_desk").get(at("holds-hopeless")))
    assert "Sari Lestari" not in words(as_role("desk").get(at("holds-hopeless")))


def test_titles_are_found_by_their_beginning(world, book, as_role):
    a_hold(a_member(world, "Sari"), book, world.pusat)
    desk = as_role("desk")
    assert f"/titles/{book.work_id}/" in words(desk.get(at("holds-titles")))
    assert f"/titles/{world.bumi_manusia.work_id}/" in words(desk.get(at("holds-titles") + "?q=bumi"))
    assert desk.get(at("holds-titles") + "?q=%00").status_code == 200


@pytest.mark.parametrize("name", ["holds", "holds-shelf", "holds-transits", "holds-titles", "holds-hopeless"])
def test_only_who_serves_members_sees_the_pages(world, as_role, name):
    assert as_role("cataloguer").get(at(name)).status_code == 403
    assert as_role("patron").get(at(name)).status_code == 403
    assert as_role("desk").get(at(name)).status_code == 200


@pytest.mark.parametrize("name", ["holds", "holds-shelf", "holds-queue", "holds-titles"])
def test_a_longer_list_asks_no_more_questions(world, book, as_role, name):
    desk = as_role("desk")
    page = at(name, work=book.work_id) if name == "holds-queue" else at(name)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(page).status_code == 200
        return len(asked)

    def more(number):
        for record in copies_of(world.laskar_pelangi, number):
            a_hold(a_member(world, "Sari"), record, world.pusat)
            a_hold(a_member(world, "Budi"), book, world.pusat)
            checkin(record.items.get(), branch=world.pusat, by=world.wati)

    more(1)
    questions()
    few = questions()
    more(4)
    assert questions() <= few
