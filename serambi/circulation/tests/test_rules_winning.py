"""Which rule wins, and what the book of rules answers."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serambi.circulation.models import Rule
from serambi.circulation.rules.answers import Answers, answers_with
from serambi.circulation.rules.book import RuleBook, book
from serambi.circulation.rules.changing import key_of
from serambi.circulation.rules.kinds import NONE, WrongValue
from serambi.circulation.rules.vocabulary import WHATS
from serambi.circulation.rules.winning import Case, Line, misfit, verdicts, winner
from serambi.patrons.models import Category

PUSAT, TIMUR, STUDENT, TEACHER = 1, 2, 11, 12


def line(value, *, what="loan_days", branch=None, category=None, material="", lending="", pk=1):
    return Line(pk, what, branch, category, material, lending, str(value))


def days(*lines, branch=PUSAT, category=STUDENT, material="book", lending="regular"):
    return RuleBook(lines).answers(branch, category, material, lending).loan_days


def test_every_thing_that_can_be_ruled_has_an_attribute_of_its_kind():
    named = {field.name for field in fields(Answers)} - {"winners"}
    assert named == set(WHATS)
    answers = RuleBook([]).answers(PUSAT, STUDENT)
    assert answers == answers_with()
    assert (answers.loan_days, answers.due_within_card, answers.lend) == (7, True, "yes")
    assert answers.holds_per_day is None


def test_nothing_costs_money_by_default():
    answers = answers_with()
    assert (answers.fine_per_day, answers.lost_charge, answers.lost_charge_amount) == (0, "none", 0)
    assert answers.charges_block is None


def test_without_rules_the_default_answers_and_nobody_has_won():
    answers = RuleBook([]).answers(PUSAT, STUDENT, "book", "regular")
    assert answers.winner("loan_days") is None


def test_branch_goes_before_category_before_material_before_lending():
    everything = [
        line(1), line(2, lending="regular"), line(3, material="book"), line(4, material="book", lending="regular"),
        line(5, category=STUDENT), line(6, branch=PUSAT), line(7, branch=PUSAT, category=STUDENT),
    ]  # fmt: skip
    for count in range(1, len(everything) + 1):
        assert days(*everything[:count]) == count
        assert days(*reversed(everything[:count])) == count


def test_a_branch_alone_beats_a_category_with_material_and_lending():
    assert days(line(9, category=STUDENT, material="book", lending="regular"), line(3, branch=PUSAT)) == 3


def test_a_rule_about_something_else_does_not_count():
    others = [line(1, branch=TIMUR), line(2, category=TEACHER), line(3, material="film"), line(4, lending="short")]
    assert days(*others) == 7


def test_what_is_unknown_of_the_case_fits_only_rules_that_name_nothing():
    rules = [line(1), line(2, branch=PUSAT), line(3, category=STUDENT), line(4, material="book")]
    assert days(*rules, branch=None, category=None, material="", lending="") == 1


def test_the_winner_is_told_with_the_answer():
    won = line(21, branch=PUSAT, pk=5)
    answers = RuleBook([line(14, pk=2), won]).answers(PUSAT, STUDENT, "book", "regular")
    assert answers.winner("loan_days") == won


def test_a_rule_of_another_release_says_nothing():
    assert days(line(5, what="moon_phase"), line("a week"), line("-3", branch=PUSAT)) == 7


def test_verdicts_say_why_each_rule_won_or_lost():
    rules = [line(1, pk=1), line(2, category=STUDENT, pk=2), line(3, branch=TIMUR, pk=3), line(4, branch=PUSAT, pk=4)]
    told = {v.line.id: (v.wins, v.fits, v.by) for v in verdicts(rules, Case(PUSAT, STUDENT, "book", "regular"))}
    assert told == {
        1: (False, True, "branch"), 2: (False, True, "branch"), 3: (False, False, "branch"), 4: (True, True, ""),
    }  # fmt: skip


NAMED = st.builds(
    Line, st.integers(1, 99), st.just("loan_days"), st.sampled_from([None, PUSAT, TIMUR]),
    st.sampled_from([None, STUDENT, TEACHER]), st.sampled_from(["", "book", "film"]),
    st.sampled_from(["", "regular", "short"]), st.just("5"),
)  # fmt: skip
CASES = st.builds(
    Case, st.sampled_from([None, PUSAT]), st.sampled_from([None, STUDENT]), st.sampled_from(["", "book"]),
    st.sampled_from(["", "regular"]),
)  # fmt: skip
UNIQUE = st.lists(NAMED, max_size=12, unique_by=lambda named: named[2:6])


@given(UNIQUE, CASES)
def test_no_rule_that_fits_is_more_specific_than_the_winner(lines, case):
    won = winner(lines, case)
    fit = [each for each in lines if not misfit(each, case)]
    assert (won is None) == (not fit)
    assert all(each.rank < won.rank for each in fit if each is not won)


@given(UNIQUE, CASES, st.booleans())
def test_every_rule_gets_its_verdict_and_only_those_that_fit_can_win(lines, case, grouped):
    told = verdicts(lines, case, grouped=grouped)
    assert len(told) == len(lines)
    assert {v.line for v in told} == set(lines)
    for verdict in told:
        assert verdict.fits == (not misfit(verdict.line, case))
        assert verdict.fits or not verdict.wins
        assert (verdict.by == "") == verdict.wins


def limits(*lines, material="book", lending="regular", category=STUDENT):
    return [tuple(limit)[:3] for limit in RuleBook(lines).limits(PUSAT, category, material, lending)]


def most(value, **named):
    return line(value, what="limit", **named)


def test_case_14_a_limit_for_books_leaves_films_alone():
    """case 14: book limit reached, a film still goes."""
    rules = [most(5), most(2, material="book")]
    assert limits(*rules) == [("", "", 5), ("book", "", 2)]
    assert limits(*rules, material="film") == [("", "", 5)]
    books_only = RuleBook(rules).limits(PUSAT, STUDENT, "book", "regular")[1]
    assert books_only.counts("book", "short")
    assert not books_only.counts("film", "regular")


def test_each_group_of_a_limit_has_its_own_winner():
    rules = [most(5), most(9, category=STUDENT), most(2, material="book"), most(1, material="book", branch=PUSAT)]
    assert limits(*rules) == [("", "", 9), ("book", "", 1)]
    assert limits(*rules, category=TEACHER) == [("", "", 5), ("book", "", 1)]


def test_without_a_rule_for_all_copies_the_default_limit_holds():
    assert limits(most(2, material="film"), material="film") == [("", "", 3), ("film", "", 2)]


def test_a_limit_of_none_is_no_limit():
    assert limits(most(NONE)) == []
    assert limits(most(NONE), most(1, lending="short"), lending="short") == [("", "short", 1)]


@pytest.mark.parametrize("text", ["", "-1", "1.5", "٣", "1e3", "abc", "9" * 40, "\x00", "Yes", " 7", "none"])
def test_nonsense_is_no_value_of_a_length(text):
    with pytest.raises(WrongValue):
        WHATS["loan_days"].read(text)


@pytest.mark.parametrize("what", WHATS.values(), ids=lambda what: what.code)
def test_every_thing_has_a_default_that_can_be_read_and_said(what):
    what.read(what.default)
    assert what.words(what.default)
    assert what.label
    assert what.help
    assert what.words("nonsense") == "nonsense"
    for code, _label in what.choices:
        assert what.read(code) == code
        assert len(code) <= 40


def test_amounts_and_lengths_are_said_as_people_say_them():
    assert WHATS["fine_per_day"].words("12500") == "Rp12.500"
    assert WHATS["loan_days"].words("7") == "7 hari"


@pytest.mark.django_db
def test_the_book_is_read_with_one_query(people, django_assert_num_queries):
    teacher, _made = Category.objects.get_or_create(code="guru-x", defaults={"name": "Guru"})
    Rule.objects.create(what="loan_days", category=teacher, value="28", key=key_of("loan_days", None, teacher.pk))
    with django_assert_num_queries(1):
        rules = book()
        assert rules.answers(people.pusat.pk, teacher.pk, "kit", "short").loan_days == 28
        rules.limits(people.pusat.pk, teacher.pk, "book", "regular")
        rules.answers(people.timur.pk, None)
