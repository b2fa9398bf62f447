from datetime import date

import pytest

from serambi.branches.models import Branch
from serambi.kit.refusal import Refused
from serambi.patrons import card_scheme, numbering
from serambi.patrons.models import CardScheme, FormerCard, Patron
from serambi.patrons.tests.members import a_member, nobody_yet

DAY = date(2026, 11, 22)


@pytest.fixture
def people(people):
    nobody_yet()
    return people


def scheme(**facts) -> CardScheme:
    return CardScheme(pk=1, **({"prefix": "", "digits": 4, "check_digit": "none"} | facts))


@pytest.mark.parametrize(
    ("digits", "check", "expected"),
    [
        ("7992739871", "luhn", "3"),  # the example everybody gives
        ("1", "luhn", "8"),
        ("0000", "luhn", "0"),
        ("A7992739871", "luhn", "3"),
        ("03928444", "mod11", "8"),
        ("123456", "mod11", "0"),
        ("5", "mod11", "1"),
        ("6", "mod11", "X"),
        ("123", "none", ""),
    ],
)
def test_check_digits_are_those_of_the_books(digits, check, expected):
    assert numbering.check_digit(digits, check) == expected


@pytest.mark.parametrize("check", ["luhn", "mod11"])
def test_one_wrong_digit_is_always_noticed(check):
    how = scheme(check_digit=check, digits=6)
    good = numbering.rendered(how, 48291, "pusat", 2026)
    assert numbering.is_well_formed(good, how)
    for place, digit in enumerate(good[:-1]):
        for other in set("0123456789") - {digit}:
            assert not numbering.is_well_formed(good[:place] + other + good[place + 1 :], how)


def test_a_number_has_prefix_year_branch_and_check_digit(people):
    CardScheme.objects.update(prefix="{branch}-{year}-", digits=5, check_digit="none", next_number=7)
    assert numbering.next_card_number(people.pusat, DAY) == "PUSAT-2026-00007"
    assert numbering.next_card_number(people.timur, DAY) == "TIMUR-2026-00008"
    assert numbering.is_well_formed("pusat-2026-00007")
    assert not numbering.is_well_formed("PUSAT-26-00007")


def test_numbers_go_on_when_the_digits_are_used_up(people):
    CardScheme.objects.update(prefix="", digits=3, check_digit="none", next_number=999)
    assert [numbering.next_card_number(people.pusat, DAY) for _twice in range(2)] == ["999", "1000"]


def test_a_number_that_somebody_has_or_had_is_passed_over(people):
    CardScheme.objects.update(prefix="", digits=4, check_digit="none", next_number=1)
    patron = a_member(people, "Sari Lestari")
    assert patron.card_number == "0001"
    Patron.objects.filter(pk=patron.pk).update(card_number="0002")
    FormerCard.objects.create(number="0003", patron=patron, why="lost")
    assert numbering.next_card_number(people.pusat, DAY) == "0004"


def test_small_and_capital_letters_are_the_same_card(people):
    patron = a_member(people)
    Patron.objects.filter(pk=patron.pk).update(card_number="ab-1")
    assert numbering.is_taken("AB-1")


@pytest.mark.parametrize("text", ["", "x", "a b\x00c", "<b>", "9" * 41, "kartu-é", "-123"])
def test_a_card_number_that_cannot_be_is_refused(people, text):
    with pytest.raises(Refused) as refused:
        numbering.given_card_number(text)
    assert refused.value.refusals[0].code == "card_malformed"


def test_a_given_number_loses_its_spaces(people):
    assert numbering.given_card_number(" 1234 5678 ") == "12345678"


def test_a_library_without_a_scheme_gets_one_with_the_first_card(people):
    CardScheme.objects.all().delete()
    number = numbering.next_card_number(people.pusat, DAY)
    assert numbering.is_well_formed(number)


def test_a_scheme_that_makes_numbers_too_long_for_a_branch_is_refused(people):
    Branch.objects.create(code="a-very-long-branch-x", name="Jauh", short_name="Jauh")
    with pytest.raises(Refused) as refused:
        card_scheme.change_scheme({"prefix": "{branch}{branch}", "digits": 12}, by=people.joko)
    assert [each.code for each in refused.value.refusals] == ["card_too_long"]
    assert CardScheme.objects.get().digits == 6


@pytest.mark.parametrize("prefix", ["{city}", "A B", "{", "<", "{year", "é"])
def test_a_prefix_of_other_signs_is_refused(people, prefix):
    with pytest.raises(Refused) as refused:
        card_scheme.change_scheme({"prefix": prefix}, by=people.joko)
    assert [each.code for each in refused.value.refusals] == ["prefix_wrong"]
