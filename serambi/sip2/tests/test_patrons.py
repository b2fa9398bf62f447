"""23/24, 63/64, 35/36, 01/24, 25/26: members as a machine sees them. The scenarios of Koha's SIP tests, rewritten."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.circulation.models import Charge
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.patrons.models import Block, FormerCard
from serambi.sip2.models import MachineAct, MachineDay
from serambi.sip2.tests.machines import NOW, PIN, Line, a_terminal, with_pin


@pytest.fixture
def sari(world):
    return with_pin(a_member(world, email="sari@example.id", phone="+6281234567890"))


@pytest.fixture
def line(world):
    return Line(a_terminal(world))


def status(line, card, pin=PIN):
    return line.say(f"23000{NOW}AOpusat|AA{card}|AC|AD{pin}|")


def test_a_known_card_with_its_pin(line, sari):
    answer = status(line, sari.card_number)
    assert answer.text.startswith("24" + " " * 14 + "000")
    assert [answer[code] for code in ("AO", "AA", "AE", "BL", "CQ")] == [
        "pusat", sari.card_number, "Sari Lestari", "Y", "Y",
    ]  # fmt: skip
    assert answer["BH"] == "IDR"


@pytest.mark.parametrize("pin", ["", "000000", "not a pin", "🦉"])
def test_a_wrong_or_empty_pin_is_told_and_shows_little(line, sari, pin):
    answer = status(line, sari.card_number, pin)
    assert (answer["BL"], answer["CQ"]) == ("Y", "N")
    assert answer["AE"] == "Sari L."
    assert answer["BV"] is None
    assert answer["AF"] == ["PIN salah atau belum diisi."]


def test_a_terminal_may_let_cards_in_without_a_pin_but_never_with_a_wrong_one(world, sari):
    line = Line(a_terminal(world, pin_required=False))
    assert status(line, sari.card_number, "")["CQ"] == "Y"
    assert status(line, sari.card_number, "000000")["CQ"] == "N"


def test_too_many_wrong_pins_lock_the_right_one_out(line, sari):
    for _again in range(5):
        assert status(line, sari.card_number, "111111")["CQ"] == "N"
    assert status(line, sari.card_number)["CQ"] == "N"


@pytest.mark.parametrize("card", ["", "berr123", "KohaIsAwesome", "x" * 3000, "ÄÖ\u0301"])
def test_an_unknown_card_has_no_name_and_a_sentence(line, sari, card):
    answer = status(line, card)
    assert (answer["BL"], answer["AE"], answer["CQ"]) == ("N", "", "N")
    assert answer["AF"][0].startswith("Kartu ini tidak dikenal")
    assert answer.text[2:6] == "YYYY"


def test_a_replaced_card_counts_no_more(line, sari):
    FormerCard.objects.create(number="LAMA1", patron=sari, why="lost")
    answer = status(line, "LAMA1")
    assert (answer["BL"], answer["AE"]) == ("N", "")
    assert answer.text[2:7] == "YYYYY"


def test_flags_say_what_stands_in_the_way(line, sari, world):
    Block.objects.create(patron=sari, reason="manual", note="Kartu pinjaman rusak", stops_renewals=False)
    a_rule("limit", 1)
    lend(a_copy(world.bumi_manusia, world.pusat), sari)
    answer = status(line, sari.card_number)
    assert answer.text[2:16] == "Y  Y Y        "
    assert answer["AF"] == ["Kartu pinjaman rusak"]


def test_a_member_who_speaks_english_is_answered_in_english(line, sari):
    sari.language = "en"
    sari.save()
    assert status(line, sari.card_number, "1")["AF"] == ["The PIN is wrong or missing."]
    assert status(line, sari.card_number).text[16:19] == "001"


def test_sentences_are_as_wide_as_the_screen(world, sari):
    line = Line(a_terminal(world, width=16))
    found = status(line, "nobody")["AF"]
    assert len(found) > 1
    assert all(len(each) <= 16 for each in found)


@pytest.fixture
def busy(world, sari):
    """Sari with one of everything."""
    late = lend(a_copy(world.bumi_manusia, world.pusat, barcode="LATE"), sari, now() - timedelta(days=2))
    lend(a_copy(world.kancil, world.pusat, barcode="BACK"), sari, recalled_at=now())
    ready = a_copy(world.laskar_pelangi, world.pusat, barcode="READY")
    a_hold(sari, world.laskar_pelangi, world.pusat, state="ready", caught=ready, caught_at=now(), ready_at=now(),
           pickup_by=now().date() + timedelta(days=3))  # fmt: skip
    a_hold(sari, world.bobo, world.pusat)
    Charge.objects.create(patron=sari, loan=late, kind="overdue", amount=3000, branch=world.pusat)
    return sari


def summary(place):
    return "".join("Y" if place == index else " " for index in range(10))


def test_six_counts_and_no_list_without_a_summary(line, busy):
    answer = line.information(busy)
    assert answer.text[37:61] == "000100010002000100010001"
    assert [answer[code] for code in ("AS", "AT", "AU", "AV", "BU", "CD")] == [[]] * 6
    assert answer["BV"] == "3000"
    assert (answer["BE"], answer["BF"]) == ("sari@example.id", "+6281234567890")


@pytest.mark.parametrize("place", range(10))
def test_a_summary_flag_in_any_place_is_answered(line, busy, place, world):
    """Koha's regression: places after the sixth crashed."""
    answer = line.information(busy, summary=summary(place))
    lists = {code: answer[code] for code in ("AS", "AT", "AU", "AV", "BU", "CD") if answer[code]}
    fine = lists.get("AV", [])
    wanted = {
        0: {"AS": ["READY"]}, 1: {"AT": ["LATE"]}, 2: {"AU": ["LATE", "BACK"]}, 3: {"AV": fine}, 4: {"BU": ["BACK"]},
        5: {"CD": [world.bobo.work.title]}, 6: {"AV": fine},
    }  # fmt: skip
    assert lists == wanted.get(place, {})
    if place in (3, 6):
        assert fine[0].split()[1] == "3000"


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [("1", "1", ["LATE"]), ("2", "9", ["BACK"]), ("3", "4", []), ("2", "1", []), ("", "1", ["LATE"]),
     ("x", "-1", ["LATE", "BACK"]), ("0", "99999999999", ["LATE", "BACK"])],
)  # fmt: skip
def test_lists_are_paged_from_bp_to_bq(line, busy, first, last, wanted):
    assert line.information(busy, summary=summary(2), more=f"BP{first}|BQ{last}|")["AU"] == wanted


def test_without_the_pin_there_are_no_lists_counts_or_addresses(line, busy):
    answer = line.information(busy, pin="", summary=summary(2))
    assert answer.text[37:61] == "0" * 24
    assert answer["AU"] == []
    assert (answer["BE"], answer["BV"], answer["CQ"]) == (None, None, "N")


def test_fields_are_hidden_where_the_terminal_says_so(world, busy):
    line = Line(a_terminal(world, hidden_fields="BE, bf"))
    answer = line.information(busy)
    assert (answer["BE"], answer["BF"]) == (None, None)
    assert answer["AA"] == busy.card_number


def test_the_pin_is_remembered_for_the_same_card_until_the_session_ends(line, sari, world):
    other = with_pin(a_member(world, "Budi"), "918273")
    assert status(line, sari.card_number)["CQ"] == "Y"
    assert status(line, sari.card_number, "")["CQ"] == "Y"
    assert status(line, other.card_number, "")["CQ"] == "N"
    assert status(line, sari.card_number, "")["CQ"] == "Y"
    assert line.say(f"35{NOW}AOpusat|AA{sari.card_number}|AC|AD|").text[:3] == "36Y"
    assert status(line, sari.card_number, "")["CQ"] == "N"


def test_a_new_pin_is_asked_at_once(line, sari):
    assert status(line, sari.card_number)["CQ"] == "Y"
    with_pin(sari, "506172")
    assert status(line, sari.card_number, "")["CQ"] == "N"
    assert status(line, sari.card_number)["CQ"] == "N"


def test_a_kept_card_is_blocked_once_and_freed_by_the_same_machine_only(line, sari, world):
    answer = line.say(f"01Y{NOW}AOpusat|ALtertinggal|AA{sari.card_number}|AC|")
    assert answer.code == "24"
    line.say(f"01Y{NOW}AOpusat|ALtertinggal|AA{sari.card_number}|AC|")
    block = Block.objects.get(patron=sari)
    assert (block.reason, block.set_by) == ("manual", None)
    assert "Mesin pintu" in block.note
    assert "tertinggal" in block.note
    assert status(line, sari.card_number).text[2] == "Y"
    other = Line(a_terminal(world, name="Mesin lain", login="lain"))
    enable = f"25{NOW}AOpusat|AA{sari.card_number}|AC|AD{PIN}|"
    assert other.say(enable).text[2] == "Y"
    assert line.say(f"25{NOW}AOpusat|AA{sari.card_number}|AC|AD|").text[:2] == "26"
    assert Block.objects.filter(lifted_at=None).exists()
    assert line.say(enable).text[2] == " "
    assert not Block.objects.filter(lifted_at=None).exists()


def test_a_machine_without_that_right_blocks_nobody(world, sari):
    line = Line(a_terminal(world, may_block=False))
    line.say(f"01Y{NOW}AOpusat|AL|AA{sari.card_number}|AC|")
    assert not Block.objects.exists()


def test_looks_are_counted_by_day_and_not_logged_with_people(line, sari):
    status(line, sari.card_number)
    line.information(sari)
    assert MachineDay.objects.get(kind="look").count == 2
    assert not MachineAct.objects.filter(kind="look").exists()
