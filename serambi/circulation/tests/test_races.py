"""Desks, machines and telephones at once: nothing is lent twice, no limit is passed, one click counts once."""

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from serambi.circulation import charges
from serambi.circulation.checkin import checkin
from serambi.circulation.checkout import checkout
from serambi.circulation.models import Charge, Loan, Payment
from serambi.circulation.renewal import renew
from serambi.circulation.tests.lending import a_copy, a_member, a_rule, lend
from serambi.kit.refusal import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)


def at_once(*acts) -> list:
    """Run all acts in threads of their own at the same moment; what each returned or raised, in their order."""
    barrier, done = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        barrier.wait()
        try:
            done[index] = act()
        except Exception as error:
            done[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def outcome(done) -> list[str]:
    """Sorted: "done", or the code of the only refusal; any other error comes through."""
    found = []
    for each in done:
        if isinstance(each, Refused):
            found.append(each.refusals[0].code)
        elif isinstance(each, Exception):
            raise each
        else:
            found.append("done")
    return sorted(found)


def test_the_same_copy_goes_to_one_of_two_members(world):
    """case 11, with both desks at once."""
    item = a_copy(world.laskar_pelangi, world.pusat)
    members = [a_member(world, name) for name in ("Sari", "Budi", "Dewi", "Tono")]
    done = at_once(
        *(
            lambda who=who: checkout(item, patron=who, branch=world.pusat, by=world.wati, moment=MONDAY)
            for who in members
        )
    )
    assert outcome(done) == ["done", *["on_loan_to_another"] * 3]
    assert Loan.objects.open().filter(item=item).count() == 1


def test_a_limit_is_not_passed_by_two_desks(world):
    """case 13: limit 1, two copies at once: exactly one goes."""
    a_rule("limit", 1)
    sari = a_member(world)
    items = [a_copy(world.laskar_pelangi, world.pusat) for _each in range(3)]
    done = at_once(
        *(lambda one=one: checkout(one, patron=sari, branch=world.pusat, by=world.wati, moment=MONDAY) for one in items)
    )
    assert outcome(done) == ["done", "loan_limit", "loan_limit"]
    assert Loan.objects.open().count() == 1


def test_a_double_click_is_one_loan(world):
    item, sari = a_copy(world.laskar_pelangi, world.pusat), a_member(world)
    click = lambda: checkout(  # noqa: E731
        item, patron=sari, branch=world.pusat, by=world.wati, moment=MONDAY, request="klik"
    )
    done = at_once(click, click, click)
    assert outcome(done) == ["done", "done", "done"]
    assert len({loan.pk for loan in done}) == 1
    assert Loan.objects.count() == 1


def test_a_double_click_pays_once(world):
    line = charges.charge(a_member(world), kind="other", amount=5_000, branch=world.pusat, by=world.wati)
    pay = lambda: charges.pay(  # noqa: E731
        line, 2_000, how="cash", branch=world.pusat, by=world.wati, request="klik"
    )
    done = at_once(pay, pay, pay)
    assert outcome(done) == ["done", "done", "done"]
    assert Payment.objects.count() == 1


def test_return_and_renewal_at_once_leave_one_truth(world):
    sari = a_member(world)
    item = a_copy(world.laskar_pelangi, world.pusat)
    loan = lend(item, sari, date(2026, 11, 24), since=MONDAY - timedelta(days=3))
    done = at_once(
        lambda: checkin(item, branch=world.pusat, by=world.wati, moment=MONDAY),
        lambda: renew(loan, by=None, moment=MONDAY),
    )
    assert outcome(done) in (["done", "done"], ["done", "not_on_loan"])
    loan.refresh_from_db()
    assert loan.returned_at == MONDAY
    assert loan.renewals == (1 if outcome(done) == ["done", "done"] else 0)


def test_two_returns_of_a_late_copy_charge_once(world):
    """case 58."""
    a_rule("fine_per_day", 500)
    item = a_copy(world.laskar_pelangi, world.pusat)
    lend(item, a_member(world), date(2026, 11, 18), since=MONDAY - timedelta(days=20))
    back = lambda: checkin(item, branch=world.pusat, by=world.wati, moment=MONDAY)  # noqa: E731
    assert outcome(at_once(back, back)) == ["done", "done"]
    assert [line.amount for line in Charge.objects.all()] == [2000]


def test_two_payments_of_the_last_rupiah(world):
    line = charges.charge(a_member(world), kind="other", amount=5_000, branch=world.pusat, by=world.wati)
    pay = lambda: charges.pay(line, 5_000, how="cash", branch=world.pusat, by=world.wati)  # noqa: E731
    done = outcome(at_once(pay, pay))
    assert done in (["done", "no_such_charge"], ["done", "too_much"])
    assert Payment.objects.count() == 1


def test_crossing_acts_do_not_wait_for_each_other_for_ever(world):
    """Two members swap their copies at two desks: locks are taken in one order, so nobody is killed by the database."""
    a_rule("limit", 10)
    first, second = a_copy(world.laskar_pelangi, world.pusat), a_copy(world.bumi_manusia, world.pusat)
    sari, budi = a_member(world, "Sari"), a_member(world, "Budi")
    lend(first, sari)
    lend(second, budi)

    def swap(mine, other, who):
        checkin(mine, branch=world.pusat, by=world.wati, moment=None)
        try:
            checkout(other, patron=who, branch=world.pusat, by=world.wati)
        except Refused as no:
            return no
        return "lent"

    for _round in range(3):
        done = at_once(lambda: swap(first, second, sari), lambda: swap(second, first, budi))
        outcome(done)
    assert Loan.objects.open().count() <= 2
