"""The same form sent at the same moment, and a guardian who answers twice at once; on committed data."""

import datetime
import threading

import pytest
from django.core.cache import cache
from django.db import connection

from serambi.accounts.models import User
from serambi.kit.refusal import Refused
from serambi.patrons import applying, guarding_link
from serambi.patrons.guardians import Named
from serambi.patrons.models import Category, Consent, Patron
from serambi.patrons.tests.members import first_rules, nobody_yet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def values(transactional_db, people):
    cache.clear()
    first_rules()
    nobody_yet()
    return {
        "name": "Bagas Pratama",
        "born_on": datetime.date(2014, 6, 14),
        "category": Category.objects.get(code="anak"),
        "home_branch": people.pusat,
    }


def at_once(acts) -> list:
    barrier, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def one(number):
        barrier.wait()
        try:
            answers[number] = acts[number]()
        except Refused as refused:
            answers[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def join(values, key="k" * 32):
    guardian = Named(name="Ibu Sinta", phone="0813 4455 6677")
    return applying.apply(values, key=key, by=None, guardian=guardian, password="Kaledo-Palu-2026")


def test_a_form_sent_four_times_at_once_makes_one_member_and_one_account(values):
    users = User.objects.count()
    answers = at_once([lambda: join(values)] * 4)
    assert len({each.pk for each in answers}) == 1
    assert Patron.objects.count() == 1
    assert User.objects.count() == users + 1


def test_four_people_at_once_get_four_numbers(values):
    answers = at_once([lambda key=key: join(values, key) for key in ("a", "b", "c", "d")])
    assert len({each.card_number for each in answers}) == 4
    assert all(each.user.username == each.card_number for each in answers)


def test_a_guardian_who_agrees_and_refuses_at_once_has_given_one_answer(values):
    patron = join(values)
    token = guarding_link.token_for(patron.guardians.get())
    yes, no = at_once([lambda: guarding_link.agree(token, by=None), lambda: guarding_link.refuse(token, by=None)])
    patron.refresh_from_db()
    assert isinstance(yes, Refused) != isinstance(no, Refused)
    if isinstance(yes, Refused):
        assert patron.state == Patron.State.ERASED
        assert not Consent.objects.filter(patron=patron).exists()
    else:
        assert patron.name == "Bagas Pratama"
        assert Consent.objects.filter(patron=patron).count() == 1
