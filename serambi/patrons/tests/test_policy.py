from dataclasses import dataclass
from datetime import date

import pytest

from serambi.patrons import policy
from serambi.patrons.policy import CardState

DAY = date(2026, 11, 22)


@dataclass
class Category:
    kind: str
    age_from: int | None = None
    age_to: int | None = None


CHILD, TEEN, ADULT, ELDER = (
    Category("child", 6, 12),
    Category("teen", 13, 17),
    Category("adult", 18, 59),
    Category("elder", 60),
)
TEACHER = Category("teacher")
ALL = [CHILD, TEEN, ADULT, ELDER, TEACHER]


@pytest.mark.parametrize(
    ("born_on", "years"),
    [
        (date(2016, 11, 22), 10),
        (date(2016, 11, 23), 9),
        (date(2008, 2, 29), 18),
        (date(2026, 11, 22), 0),
        (date(2026, 11, 23), -1),
    ],
)
def test_years_are_full_years(born_on, years):
    assert policy.age(born_on, DAY) == years


def test_somebody_born_on_the_29th_of_february_has_the_birthday_on_the_1st_of_march():
    assert policy.age(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert policy.age(date(2008, 2, 29), date(2025, 3, 1)) == 17


@pytest.mark.parametrize(
    ("born_on", "needs", "told", "minor"),
    [
        (date(2009, 11, 23), True, False, True),  # 16, 17 tomorrow
        (date(2009, 11, 22), False, True, True),  # 17 today
        (date(2008, 11, 23), False, True, True),  # 17, 18 tomorrow
        (date(2008, 11, 22), False, False, False),  # 18 today
        (None, False, False, True),
    ],
)
def test_who_consents_follows_the_law(born_on, needs, told, minor):
    """PP 17/2025 and UU PDP Ps 25: below 17 a guardian; at 17 the patron, and the guardian is told; 18 is adult."""
    assert policy.needs_guardian(born_on, DAY) is needs
    assert policy.guardian_is_told(born_on, DAY) is told
    assert policy.is_minor(born_on, DAY) is minor


@pytest.mark.parametrize(
    ("years", "category"),
    [
        (6, CHILD),
        (12, CHILD),
        (13, TEEN),
        (17, TEEN),
        (18, ADULT),
        (59, ADULT),
        (60, ELDER),
        (119, ELDER),
        (3, CHILD),
        (None, ADULT),
    ],
)
def test_the_age_proposes_the_category(years, category):
    assert policy.category_for(years, ALL) is category


def test_without_a_category_of_ages_nothing_is_proposed():
    assert policy.category_for(20, [TEACHER]) is None
    assert policy.category_for(None, [TEACHER]) is None
    assert policy.category_for(20, []) is None


def test_a_category_is_outgrown_after_its_last_year():
    assert policy.has_outgrown(13, CHILD)
    assert not policy.has_outgrown(12, CHILD)
    assert not policy.has_outgrown(99, ELDER)
    assert not policy.has_outgrown(None, CHILD)


@pytest.mark.parametrize(
    ("months", "day", "until"),
    [
        (24, DAY, date(2028, 11, 22)),
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (3, date(2026, 11, 30), date(2027, 2, 28)),
        (12, date(2028, 2, 29), date(2029, 2, 28)),
        (0, DAY, None),
        (240, DAY, date(2046, 11, 22)),
    ],
)
def test_a_card_counts_for_the_months_of_its_category(months, day, until):
    assert policy.expiry(months, day) == until


def test_who_renews_early_loses_no_day():
    assert policy.renewed_until(12, date(2027, 1, 10), DAY) == date(2028, 1, 10)
    assert policy.renewed_until(12, date(2025, 1, 10), DAY) == date(2027, 11, 22)
    assert policy.renewed_until(12, None, DAY) == date(2027, 11, 22)
    assert policy.renewed_until(0, date(2027, 1, 10), DAY) is None


def test_a_card_is_not_renewed_twice_in_a_row():
    assert policy.may_renew(24, date(2026, 12, 1), DAY)
    assert policy.may_renew(24, date(2024, 12, 1), DAY)
    assert not policy.may_renew(24, policy.renewed_until(24, date(2026, 12, 1), DAY), DAY)
    assert policy.may_renew(0, date(2026, 12, 1), DAY)


@pytest.mark.parametrize(
    ("state", "expires_on", "worth"),
    [
        ("applied", None, CardState.WAITING),
        ("active", None, CardState.VALID),
        ("active", date(2026, 12, 23), CardState.VALID),
        ("active", date(2026, 12, 22), CardState.EXPIRING),
        ("active", DAY, CardState.EXPIRING),  # the last day still counts
        ("active", date(2026, 11, 21), CardState.EXPIRED),
        ("closed", date(2027, 1, 1), CardState.CLOSED),
        ("erased", None, CardState.CLOSED),
    ],
)
def test_what_a_card_is_worth(state, expires_on, worth):
    assert policy.card_state(state, expires_on, DAY) == worth
