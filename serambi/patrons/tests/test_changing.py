"""Changing, renewing, new cards, PINs, closing, reopening and erasing."""

import datetime

import pytest
from django.core.cache import cache

from serambi.kit.refusal import Refusal, Refused
from serambi.patrons import held_back, pins
from serambi.patrons.blocks import set_block
from serambi.patrons.cards import replace_card
from serambi.patrons.changing import change, renew_membership
from serambi.patrons.closing import close, reopen
from serambi.patrons.erasing import erase
from serambi.patrons.guardians import Named, name_guardian
from serambi.patrons.looks import note_look
from serambi.patrons.models import Block, Category, Consent, Guardian, Look, Patron
from serambi.patrons.queries import patron_by_card
from serambi.patrons.tests.members import a_child, a_member, an_applicant, nobody_yet


@pytest.fixture
def people(people):
    nobody_yet()
    cache.clear()
    return people


def codes(refused) -> list[str]:
    return [each.code for each in refused.value.refusals]


def test_a_change_is_cleaned_and_counts_as_a_new_version(people):
    patron = a_member(people)
    changed = change(patron, {"name": " Sari  L. ", "phone": "0812 1111 2222"}, version=1, by=people.wati)
    assert (changed.name, changed.name_key, changed.phone, changed.version) == (
        "Sari L.",
        "sari l",
        "+6281211112222",
        2,
    )


def test_what_did_not_change_is_no_new_version(people):
    patron = a_member(people)
    assert change(patron, {"name": patron.name, "category": patron.category}, version=1, by=people.wati).version == 1


def test_nothing_is_written_over_what_somebody_else_just_saved(people):
    patron = a_member(people)
    change(patron, {"name": "Sari Putri"}, version=1, by=people.wati)
    with pytest.raises(Refused) as refused:
        change(patron, {"name": "Sari L."}, version=1, by=people.tono)
    assert codes(refused) == ["changed_meanwhile"]
    assert Patron.objects.get().name == "Sari Putri"


def test_a_change_refuses_all_at_once(people):
    patron = a_member(people)
    Category.objects.filter(code="guru").update(is_active=False)
    values = {
        "name": "",
        "phone": "1",
        "born_on": datetime.date(1, 1, 1),
        "category": Category.objects.get(code="guru"),
    }
    with pytest.raises(Refused) as refused:
        change(patron, values, version=1, by=people.wati)
    assert set(codes(refused)) == {"name_missing", "phone_wrong", "birth_date_wrong", "category_out_of_use"}


def test_a_renewal_begins_at_the_old_last_day_and_is_not_doubled(people):
    patron = a_member(people)
    soon = patron.joined_on + datetime.timedelta(days=10)
    Patron.objects.update(expires_on=soon)
    assert renew_membership(patron, by=people.wati).expires_on == soon.replace(year=soon.year + 2)
    with pytest.raises(Refused) as refused:
        renew_membership(patron, by=people.wati)
    assert codes(refused) == ["renewed_already"]


def test_only_an_active_membership_is_renewed(people):
    with pytest.raises(Refused) as refused:
        renew_membership(an_applicant(people), by=people.wati)
    assert codes(refused) == ["not_active"]


def test_a_card_without_a_last_day_is_not_renewed(people):
    patron = a_member(people)
    Category.objects.update(months=0)
    Patron.objects.update(expires_on=None)
    with pytest.raises(Refused) as refused:
        renew_membership(patron, by=people.wati)
    assert codes(refused) == ["without_expiry"]


def test_a_lost_card_counts_no_more_and_says_whose_it_was(people):
    patron = pins.set_pin(a_member(people), "482915", by=people.wati)
    old = patron.card_number
    patron = replace_card(patron, why="lost", by=people.wati)
    assert patron.card_number != old
    assert patron.pin == ""  # whoever found the card may know it
    found = patron_by_card(old)
    assert (found.patron, found.former.why) == (patron, "lost")
    assert patron_by_card(patron.card_number).former is None


def test_nobody_gets_a_card_that_was_lost_not_even_its_owner(people):
    patron = a_member(people)
    old = patron.card_number
    replace_card(patron, why="lost", by=people.wati)
    with pytest.raises(Refused) as refused:
        replace_card(patron, why="worn", card_number=old, by=people.wati)
    assert codes(refused) == ["card_taken"]


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "012345", "890123", "000000", "121212", "123123", "12345", "1234567", "12a456", "١٢٣٤٥٦", ""],
)
def test_a_pin_that_is_easily_guessed_or_none_is_refused(people, pin):
    with pytest.raises(Refused) as refused:
        pins.set_pin(a_member(people), pin, by=people.wati)
    assert codes(refused) in (["pin_weak"], ["pin_shape"])


def test_a_pin_is_not_the_birth_date_nor_the_end_of_a_number(people):
    patron = a_member(people, born_on=datetime.date(1990, 8, 17), phone="0812 3471 5926")
    for pin in ("170890", "900817", "081790", "715926", patron.card_number[-6:]):
        assert pins.wrong_with(pin, patron), pin
    assert not pins.wrong_with("482915", patron)


def test_a_pin_is_kept_hashed_and_five_wrong_ones_lock_it(people):
    patron = pins.set_pin(a_member(people), "482915", by=people.wati)
    assert "482915" not in patron.pin
    assert pins.check_pin(patron, "482915")
    for _attempt in range(4):
        assert not pins.check_pin(patron, "111111")
    assert pins.check_pin(patron, "482915")  # the right one begins the count anew
    for _attempt in range(5):
        assert not pins.check_pin(patron, "\x00")
    assert pins.pin_is_locked(patron)
    assert not pins.check_pin(patron, "482915")


def test_without_a_pin_none_is_right(people):
    assert not pins.check_pin(a_member(people), "")


def test_a_closed_member_comes_back_with_the_same_card(people):
    patron = a_member(people)
    closed = close(patron, by=people.joko)
    assert (closed.state, bool(closed.closed_at)) == ("closed", True)
    with pytest.raises(Refused) as refused:
        close(patron, by=people.joko)
    assert codes(refused) == ["closed"]
    Patron.objects.update(expires_on=datetime.date(2020, 1, 1))
    back = reopen(patron, by=people.joko)
    assert (back.state, back.card_number, back.closed_at) == ("active", patron.card_number, None)
    assert back.expires_on > patron.joined_on
    with pytest.raises(Refused) as refused:
        reopen(patron, by=people.joko)
    assert codes(refused) == ["not_closed"]


def test_an_application_that_was_turned_down_waits_again_when_reopened(people):
    patron = close(an_applicant(people), by=people.joko)
    assert reopen(patron, by=people.joko).state == "applied"


def test_rooms_above_hold_a_member_back_who_has_something_open(people):
    patron = a_member(people)
    no = Refusal("open_loans", "Two copies are on loan.")

    def open_loans(act, patrons):
        return {pk: no for pk in patrons if act in (held_back.CLOSE, held_back.ERASE)}

    held_back.holds_back(open_loans)
    held_back.holds_back(open_loans)
    try:
        for act in (close, erase):
            with pytest.raises(Refused) as refused:
                act(patron, by=people.joko)
            assert refused.value.refusals == (no,)
    finally:
        held_back.forget(open_loans)
    assert Patron.objects.get().state == "active"


def test_erasing_leaves_nothing_that_says_who_it_was(people):
    mother = a_member(people, "Bu Dewi", phone="081255550101", email="dewi@example.id", district="Birobuli")
    Patron.objects.filter(pk=mother.pk).update(user=people.dewi)
    child = a_child(people, parent=mother)
    set_block(mother, note="Rahasia", by=people.wati)
    pins.set_pin(mother, "482915", by=people.wati)
    note_look(mother, Look.What.SEEN, people.wati)
    number = mother.card_number
    gone = erase(mother, by=people.joko)
    assert (gone.state, gone.name, gone.name_key, gone.phone, gone.email, gone.district, gone.pin) == (
        "erased", "", "", "", "", "", "",
    )  # fmt: skip
    assert (gone.user, gone.born_on) == (None, None)
    assert not Block.objects.filter(patron=gone).exists()
    assert not Consent.objects.filter(patron=gone).exists()
    assert Look.objects.filter(patron=gone).count() == 1
    assert patron_by_card(number).patron == gone
    guardian = Guardian.objects.get(child=child)
    assert (guardian.patron, guardian.name) == (None, "Bu Dewi Prasetyo")  # the proof of the child's consent
    with pytest.raises(Refused) as refused:
        erase(gone, by=people.joko)
    assert codes(refused) == ["erased"]


def test_erasing_a_child_erases_its_guardians_too(people):
    child = a_child(people)
    erase(child, by=people.joko)
    assert not Guardian.objects.exists()
    assert not Consent.objects.exists()


def test_nothing_is_done_with_an_erased_member(people):
    gone = erase(a_member(people), by=people.joko)
    acts = {
        "erased": [
            lambda: change(gone, {"name": "x"}, version=gone.version, by=people.wati),
            lambda: close(gone, by=people.joko),
            lambda: reopen(gone, by=people.joko),
            lambda: set_block(gone, note="x", by=people.wati),
            lambda: name_guardian(gone, Named(name="x"), by=people.wati),
        ],
        "not_active": [
            lambda: replace_card(gone, why="lost", by=people.wati),
            lambda: pins.set_pin(gone, "482915", by=people.wati),
            lambda: renew_membership(gone, by=people.wati),
        ],
    }
    for code, several in acts.items():
        for act in several:
            with pytest.raises(Refused) as refused:
                act()
            assert code in codes(refused)
