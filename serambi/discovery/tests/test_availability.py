"""What is lent, kept or under way is not on the shelf: for pages at once, for the index within two seconds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from django.utils.translation import gettext

from serambi.circulation.availability import Away, away, tell_away
from serambi.circulation.models import Hold, Loan, Transit
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, lend
from serambi.discovery.addresses import work_url

pytestmark = pytest.mark.django_db


def test_each_reason_is_told(world):
    sari = a_member(world)
    lent, read, kept, sent, free, ended = (a_copy(world.laskar_pelangi, world.pusat) for _each in range(6))
    loan = lend(lent, sari)
    lend(read, sari, in_house=True)
    a_hold(
        sari, world.laskar_pelangi, world.pusat, state=Hold.State.READY, caught=kept, caught_at=now(), ready_at=now(),
        pickup_by=now().date(),
    )  # fmt: skip
    Transit.objects.create(item=sent, origin=world.pusat, destination=world.timur)
    Loan.objects.filter(pk=lend(ended, sari).pk).update(returned_at=now() + timedelta(seconds=1))
    with CaptureQueriesContext(connection) as queries:
        found = away(item.pk for item in (lent, read, kept, sent, free, ended))
    assert len(queries) == 1
    assert {pk: where.why for pk, where in found.items()} == {
        lent.pk: Away.LOAN, read.pk: Away.READING, kept.pk: Away.HELD, sent.pk: Away.TRANSIT,
    }  # fmt: skip
    assert found[lent.pk].until == loan.due_at
    assert found[sent.pk].to_branch == world.timur.pk


def test_only_what_should_stand_on_the_shelf_is_asked_about(world):
    rows = [{"id": 1, "status": "missing"}, {"id": 2, "status": "withdrawn"}]
    with CaptureQueriesContext(connection) as queries:
        assert tell_away(rows) == rows
    assert not queries.captured_queries


def test_the_record_page_says_what_is_lent(world, client, indexed):
    page = work_url(world.bumi_manusia.work_id, world.bumi_manusia.title)
    free = len(world.bumi_manusia.items.all())
    assert _words(free, free) in client.get(page).content.decode()
    for item in world.bumi_manusia.items.all():
        lend(item, a_member(world))
    after = client.get(page).content.decode()
    assert _words(free, free) not in after
    assert str(Away.LOAN.label) in after


def _words(free: int, total: int) -> str:
    return gettext("%(free)s on the shelf of %(total)s") % {"free": free, "total": total}
