"""What machines did while the line was down: taken as it is, and what was against the rules is for the staff."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.circulation.models import Loan, Override
from serambi.circulation.tests.lending import a_copy, a_member, a_rule, lend
from serambi.patrons.models import Block
from serambi.sip2.models import NoBlockException
from serambi.sip2.tests.machines import Line, a_terminal, stamp, with_pin


@pytest.fixture
def sari(world):
    return with_pin(a_member(world))


@pytest.fixture
def line(world):
    return Line(a_terminal(world))


@pytest.fixture
def copy(world):
    return a_copy(world.bumi_manusia, world.pusat)


@pytest.fixture
def earlier(world):
    """Three hours ago, as the machine's clock wrote it."""
    return stamp(now() - timedelta(hours=3), world.pusat.tz)


def test_a_loan_made_offline_has_its_moment_and_the_date_that_was_told(line, sari, copy, world, earlier):
    due = stamp(now() + timedelta(days=5), world.pusat.tz)
    answer = line.checkout(copy, sari, no_block="Y", pin="", date=earlier, due=due)
    loan = Loan.objects.get()
    assert answer.text.startswith("121")
    assert stamp(loan.loaned_at, world.pusat.tz) == earlier
    assert stamp(loan.due_at, world.pusat.tz) == due
    assert not NoBlockException.objects.exists()


def test_what_may_be_lifted_is_lifted_and_noted(line, sari, copy, earlier):
    Block.objects.create(patron=sari, reason="manual", note="Kartu tertinggal")
    assert line.checkout(copy, sari, no_block="Y", date=earlier).text.startswith("121")
    assert Loan.objects.filter(patron=sari).exists()
    assert Override.objects.get().codes == ["blocked"]
    exception = NoBlockException.objects.get()
    assert (exception.done, exception.codes, exception.card) == (True, ["blocked"], sari.card_number)


def test_what_cannot_be_done_is_accepted_and_left_to_the_staff(line, sari, copy, world, earlier):
    lend(copy, a_member(world, "Budi"))
    for _again in range(2):
        assert line.checkout(copy, sari, no_block="Y", date=earlier).text.startswith("121")
    assert Loan.objects.count() == 1
    exception = NoBlockException.objects.get()
    assert (exception.done, exception.codes, exception.barcode) == (False, ["on_loan_to_another"], copy.barcode)


@pytest.mark.parametrize(("card", "barcode", "code"), [("NN", None, "unknown_card"), (None, "NN", "unknown_item")])
def test_strangers_are_noted_too(line, sari, copy, earlier, card, barcode, code):
    answer = line.checkout(barcode or copy, card or sari, no_block="Y", date=earlier)
    assert answer.text.startswith("121")
    assert NoBlockException.objects.get().codes == [code]


def test_a_wrong_pin_offline_is_noted(line, sari, copy, earlier):
    line.checkout(copy, sari, no_block="Y", pin="111111", date=earlier)
    exception = NoBlockException.objects.get()
    assert (exception.done, exception.codes) == (True, ["wrong_pin"])


def test_a_message_sent_again_is_one_loan(line, sari, copy, earlier):
    for _again in range(3):
        assert line.checkout(copy, sari, no_block="Y", date=earlier).text.startswith("121")
    assert Loan.objects.count() == 1
    assert not NoBlockException.objects.exists()


def test_a_return_made_offline_ends_lateness_when_it_was_brought(line, sari, copy, world):
    a_rule("fine_per_day", 1000)
    lend(copy, sari, now() - timedelta(days=2), since=now() - timedelta(days=9))
    brought = stamp(now() - timedelta(days=3), world.pusat.tz)
    assert line.checkin(copy, no_block="Y", returned=brought).text.startswith("101Y")
    assert not sari.charges.exists()


def test_a_return_that_belongs_elsewhere_is_taken_offline(line, sari, world, earlier):
    a_rule("return_to", "home")
    copy = a_copy(world.bumi_manusia, world.timur)
    lend(copy, sari)
    assert line.checkin(copy, no_block="Y", date=earlier).text.startswith("101Y")
    assert not Loan.objects.open().exists()
    exception = NoBlockException.objects.get()
    assert (exception.kind, exception.done, exception.codes) == ("checkin", True, ["return_elsewhere"])


def test_a_renewal_against_the_rules_is_taken_offline(line, sari, copy, earlier):
    lend(copy, sari, now() + timedelta(days=1), renewals=99)
    assert line.renew(copy, sari, no_block="Y", date=earlier).text.startswith("301Y")
    assert NoBlockException.objects.get().codes == ["no_renewals_left"]


@pytest.mark.parametrize("date", ["20200101    101500", "20991231    101500", " " * 18, "x" * 18])
def test_a_clock_that_cannot_be_right_means_now(line, sari, copy, date):
    line.checkout(copy, sari, no_block="Y", date=date)
    assert abs(Loan.objects.get().loaned_at - now()) < timedelta(minutes=5)


def test_online_nothing_is_lifted(line, sari, copy):
    Block.objects.create(patron=sari, reason="manual", note="Kartu tertinggal")
    assert line.checkout(copy, sari).text.startswith("120")
    assert not Loan.objects.exists()
    assert not NoBlockException.objects.exists()
