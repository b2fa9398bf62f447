"""Finding members, and the log of who worked with their data."""

import pytest

from serambi.patrons import queries
from serambi.patrons.cards import replace_card
from serambi.patrons.erasing import erase
from serambi.patrons.looks import note_look
from serambi.patrons.member_page import member_page
from serambi.patrons.models import Look, Patron
from serambi.patrons.queries import patron_by_card, search
from serambi.patrons.tests.members import a_child, a_member, an_applicant, nobody_yet


@pytest.fixture
def people(people):
    nobody_yet()
    return people


def test_a_member_is_found_by_what_somebody_types(people):
    sari = a_member(people, "Sari Léstari", phone="0812 3456 7890", email="sari@example.id")
    a_member(people, "Budi Santoso")
    for text in ("sari", "LEST", "lestari sari", "Sari Les", "0812-3456-7890", "+62 812 3456 7890", "SARI@example.id",
                 sari.card_number, f" {sari.card_number} "):  # fmt: skip
        assert list(search(text)) == [sari], text
    for text in ("", " ", "sarah", "sari budi", "0812", "@", "\x00", "\ud800", "%", "_", "' OR 1=1"):
        assert list(search(text)) == [], text


def test_an_old_card_finds_its_owner(people):
    patron = a_member(people)
    old = patron.card_number
    replace_card(patron, why="lost", by=people.wati)
    assert list(search(old)) == [patron]


def test_erased_members_are_found_by_their_number_only(people):
    patron = a_member(people)
    erase(patron, by=people.joko)
    assert list(search("sari")) == []
    assert list(search(patron.card_number)) == [patron]


@pytest.mark.parametrize("number", ["KohaIsAwesome", "", " ", "\x00", "a" * 5000, "\ud800", "é", "%"])
def test_an_unknown_card_is_nobodys(people, number):
    """case 20, its half here: no strange card breaks the desk."""
    assert patron_by_card(number) is None


def test_the_list_shows_members_and_those_who_wait_but_not_the_closed(people):
    sari, budi = a_member(people), an_applicant(people)
    Patron.objects.filter(pk=sari.pk).update(state="closed", closed_at=sari.verified_at)
    assert list(queries.patrons()) == [budi]
    assert list(queries.patrons(which="closed")) == [sari]
    assert list(queries.patrons(text="sari")) == [sari]


def test_a_look_is_one_line_a_day_and_nobody_logs_themselves(people):
    patron = a_member(people)
    Patron.objects.filter(pk=patron.pk).update(user=people.sari)
    patron.refresh_from_db()
    for _twice in range(2):
        note_look(patron, Look.What.SEEN, people.wati)
    note_look(patron, Look.What.SEEN, people.tono)
    note_look(patron, Look.What.SEEN, people.sari)
    note_look(patron, Look.What.SEEN, None)
    assert set(Look.objects.values_list("by__username", flat=True)) == {"wati", "tono"}
    assert Look.objects.count() == 2


def test_one_members_page_asks_as_often_for_much_as_for_little(people, django_assert_max_num_queries):
    patron = a_child(people)
    for _many in range(5):
        replace_card(patron, why="worn", by=people.wati)
        note_look(patron, Look.What.CHANGED, people.wati)
    patron = queries.patron(patron.pk)
    with django_assert_max_num_queries(9):
        shown = member_page(patron)
    assert (shown.years, shown.needs_guardian, len(shown.former_cards)) == (10, True, 5)
