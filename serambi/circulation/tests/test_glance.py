"""The one question in SQL says what the models say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from serambi.circulation.glance import Glance, glance
from serambi.circulation.models import Hold, Loan, Transit
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, lend

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(world):
    return a_copy(world.bumi_manusia, world.pusat)


def test_a_copy_on_its_shelf(copy):
    with CaptureQueriesContext(connection) as queries:
        assert glance(copy) == Glance(*[False] * 5)
    assert len(queries) == 1


def test_on_loan_until_it_is_back(world, copy):
    loan = lend(copy, a_member(world))
    assert glance(copy).on_loan
    Loan.objects.filter(pk=loan.pk).update(returned_at=now() + timedelta(seconds=1))
    assert glance(copy) == Glance(*[False] * 5)


def test_caught_in_its_place_and_afterwards(world, copy):
    hold = a_hold(
        a_member(world), world.bumi_manusia, world.pusat, state=Hold.State.READY, caught=copy, caught_at=now(),
        ready_at=now(), pickup_by=now().date(), shelf_slot="4",
    )  # fmt: skip
    assert glance(copy) == Glance(on_loan=False, caught=True, has_slot=True, travels=False, waited_for=False)
    Hold.objects.filter(pk=hold.pk).update(state=Hold.State.EXPIRED, ended_at=now())
    assert glance(copy) == Glance(on_loan=False, caught=False, has_slot=True, travels=False, waited_for=False)


def test_under_way_until_it_arrives(world, copy):
    transit = Transit.objects.create(item=copy, origin=world.pusat, destination=world.timur)
    assert glance(copy).travels
    for end in ("arrived_at", "cancelled_at"):
        Transit.objects.filter(pk=transit.pk).update(arrived_at=None, cancelled_at=None)
        Transit.objects.filter(pk=transit.pk).update(**{end: now()})
        assert not glance(copy).travels


def test_waited_for_by_title(world, copy):
    a_hold(a_member(world), world.laskar_pelangi, world.pusat)
    assert not glance(copy).waited_for
    a_hold(a_member(world), world.bumi_manusia, world.pusat)
    assert glance(copy).waited_for
