"""15/16 and 37/38: reservations and payments at a machine."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.circulation.models import Charge, Hold, Payment
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, lend
from serambi.sip2.tests.machines import NOW, PIN, Line, a_terminal, with_pin


@pytest.fixture
def sari(world):
    return with_pin(a_member(world))


@pytest.fixture
def line(world):
    return Line(a_terminal(world))


@pytest.fixture
def lent(world):
    """The only copy of Bumi Manusia that can be waited for, in Budi's hands."""
    copy = a_copy(world.bumi_manusia, world.pusat)
    lend(copy, a_member(world, "Budi"))
    return copy


def hold(line, mode, patron, fields, pin=PIN):
    return line.say(f"15{mode}{NOW}AOpusat|AA{patron.card_number}|AD{pin}|{fields}")


def test_a_reservation_is_placed_moved_and_cancelled(line, sari, lent, world):
    until = (now() + timedelta(days=30)).strftime("%Y%m%d    235959")
    placed = hold(line, "+", sari, f"AB{lent.barcode}|BY2|BW{until}|")
    made = Hold.objects.get(patron=sari)
    assert placed.text.startswith("161")
    assert (placed["BR"], placed["BS"], placed["BW"]) == ("1", "pusat", until)
    assert (made.item, made.placed_by, made.pickup_branch) == (None, None, world.pusat)
    assert hold(line, "*", sari, f"AB{lent.barcode}|BStimur|")["BS"] == "timur"
    assert hold(line, "-", sari, f"AB{lent.barcode}|").text.startswith("161N")
    made.refresh_from_db()
    assert (made.state, made.ended_why) == ("cancelled", "patron")
    assert hold(line, "-", sari, f"AB{lent.barcode}|")["AF"] == ["Anda tidak memiliki reservasi itu."]


def test_a_reservation_may_be_for_this_very_copy_or_for_a_title(line, sari, lent, world):
    assert hold(line, "+", sari, f"AB{lent.barcode}|BY3|").text.startswith("161")
    assert Hold.objects.get(patron=sari).item == lent
    other = hold(line, "+", sari, f"AJ{world.kancil.control_number}|BY2|")
    assert other["AJ"] == world.kancil.title


@pytest.mark.parametrize(
    ("fields", "pin"),
    [("ABnone|", PIN), ("AJ|", PIN), ("AB{0}|BSnowhere|", PIN), ("AB{0}|", "999999"), ("AB{0}|BW20000101|", PIN)],
)
def test_what_cannot_be_reserved_is_said(line, sari, lent, fields, pin):
    answer = hold(line, "+", sari, fields.format(lent.barcode), pin)
    assert answer.text.startswith("160N")
    assert answer["AF"]
    assert not Hold.objects.filter(patron=sari).exists()


def test_nobody_cancels_the_reservation_of_another(line, sari, lent, world):
    other = a_hold(a_member(world, "Dewi"), world.bumi_manusia, world.pusat)
    assert hold(line, "-", sari, f"AB{lent.barcode}|").text.startswith("160")
    other.refresh_from_db()
    assert other.state == "waiting"


@pytest.mark.parametrize("mode", ["x", " ", "\\"])
def test_a_mode_nobody_knows_changes_nothing(line, sari, lent, world, mode):
    a_hold(sari, world.bumi_manusia, world.pusat)
    assert hold(line, mode, sari, f"AB{lent.barcode}|").text.startswith("160")
    assert Hold.objects.live().filter(patron=sari).count() == 1


@pytest.fixture
def owing(world, sari):
    first = Charge.objects.create(patron=sari, kind="overdue", amount=3000, branch=world.pusat)
    second = Charge.objects.create(patron=sari, kind="other", amount=5000, branch=world.pusat)
    return first, second


def pay(line, patron, amount, *, currency="IDR", how="00", more=""):
    return line.say(f"37{NOW}01{how}{currency}BV{amount}|AOpusat|AA{patron.card_number}|{more}")


def left():
    return sum(line.left for line in Charge.objects.all())


def test_a_payment_settles_the_oldest_first(line, sari, owing):
    answer = pay(line, sari, "4000.00", more="BKtrx-1|")
    assert answer.text.startswith("38Y")
    assert answer["BK"] == "trx-1"
    assert [charge.left for charge in Charge.objects.order_by("pk")] == [0, 4000]
    assert {(each.how, each.by) for each in Payment.objects.all()} == {("cash", None)}


def test_the_same_transaction_twice_is_one_payment(line, sari, owing):
    for _again in range(2):
        assert pay(line, sari, 4000, more="BKtrx-1|").text.startswith("38Y")
    assert left() == 4000
    assert pay(line, sari, 4000, more="BKtrx-2|", how="02").text.startswith("38Y")
    assert left() == 0
    assert Payment.objects.filter(how="transfer").exists()


def test_one_line_may_be_named(line, sari, owing):
    assert pay(line, sari, 5000, more=f"CG{owing[1].pk}|").text.startswith("38Y")
    assert [charge.left for charge in Charge.objects.order_by("pk")] == [3000, 0]


@pytest.mark.parametrize(
    ("amount", "currency", "more"),
    [("8001", "IDR", ""), ("0", "IDR", ""), ("-5", "IDR", ""), ("12.50", "IDR", ""), ("", "IDR", ""),
     ("5", "USD", ""), ("9" * 40, "IDR", ""), ("٥", "IDR", ""), ("5", "IDR", "CG999999|"), ("5", "IDR", "CGx|")],
)  # fmt: skip
def test_with_no_nothing_was_paid(line, sari, owing, amount, currency, more):
    answer = pay(line, sari, amount, currency=currency, more=more)
    assert answer.text.startswith("38N")
    assert answer["AF"]
    assert not Payment.objects.exists()


def test_a_machine_without_that_right_takes_no_money(world, sari, owing):
    assert pay(Line(a_terminal(world, may_pay=False)), sari, 1000).text.startswith("38N")
    assert left() == 8000
