"""Messages as bytes: what machines send, exact or not, and what must never break an answer."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serambi.sip2.moments import day_of, moment_of, stamp
from serambi.sip2.wire import FIXED, LONGEST, Garbled, WrongChecksum, checksum, encoded, parse, write

MAKASSAR = ZoneInfo("Asia/Makassar")
KNOWN = Path(__file__).resolve().parents[4] / "shared" / "data" / "protocol" / "sip2" / "sip2_messages.tsv"
codes = st.sampled_from(sorted(FIXED))
values = st.text(max_size=40)
fields = st.lists(st.tuples(st.from_regex(r"[B-Z][A-Z]", fullmatch=True), values), max_size=12)
encodings = st.sampled_from(["utf-8", "cp850", "latin-1", "ascii"])


def test_checksums_are_those_of_other_systems():
    assert write("96", checked=True) == b"96AZFEF6\r"
    assert parse(b"9300CNuser_id|COpassword|AY0AZF556").checked
    assert parse(b"9900802.00AY1AZFCA0\r").sequence == "1"


def test_a_wrong_checksum_is_seen():
    with pytest.raises(WrongChecksum):
        parse(b"9300CNuser_id|COpassword|AY0AZF557")


def test_a_checksum_in_small_letters_counts():
    assert parse(b"9300CNuser_id|COpassword|AY0AZf556").checked


@pytest.mark.parametrize(
    "data",
    [
        b"\n 9300CNpintu|COrahasia|\r\n",
        b"\0\0  9300CNpintu|COrahasia",
        b"9300||CNpintu|||COrahasia||",
        b"9300COrahasia|XXunknown|CNpintu|CP|",
        b"9300cnpintu|corahasia|",
    ],
)
def test_machines_need_not_be_exact(data):
    message = parse(data)
    assert (message.code, message.get("CN"), message.get("CO")) == ("93", "pintu", "rahasia")


def test_a_card_that_ends_like_a_checksum_is_no_checksum():
    assert parse(b"35" + b" " * 18 + b"AOx|AAKAZ1234|").get("AA") == "KAZ1234"


def test_blanks_belong_to_a_password_and_not_to_a_card():
    message = parse(b"9300CN pintu |CO pa ss |")
    assert (message.get("CN"), message.raw("CO")) == ("pintu", " pa ss ")


@pytest.mark.parametrize(
    "data", [b"", b"\r", b"|", b"1", b"00", b"98", b"64", b"ab", b"11N", b"63000", b"\xff\xfe", b"9" * 20_000]
)
def test_what_is_no_message_is_garbled(data):
    with pytest.raises(Garbled):
        parse(data)


@given(st.binary(max_size=300), encodings)
def test_garbage_raises_the_named_error_and_nothing_else(data, encoding):
    for start in (b"", b"11", b"63", b"93", b"97"):
        try:
            parse(start + data, encoding)
        except Garbled:
            continue


@given(codes, fields, encodings, st.integers(0, 9), st.booleans())
def test_what_is_written_is_read_again(code, sent, encoding, sequence, checked):
    start = code + " " * sum(FIXED[code].values())
    data = write(start, sent, encoding=encoding, sequence=str(sequence) if checked else "", checked=checked)
    assert data.endswith(b"\r")
    assert data.count(b"\r") == 1
    message = parse(data, encoding)
    assert message.code == code
    assert message.checked == checked
    for name, _value in sent:
        wanted = [encoded(value, encoding).decode(encoding) for other, value in sent if other == name]
        assert list(message.values[name]) == wanted


@given(values, encodings)
def test_no_value_breaks_a_message(value, encoding):
    data = encoded(value, encoding)
    assert not set(b"|\r\n\0") & set(data)


def test_letters_that_a_machine_lacks_become_the_nearest():
    assert encoded("Négeri “5” Menara — 彩", "ascii") == b'Negeri "5" Menara - ?'
    assert encoded("Négeri", "cp850") == b"N\x82geri"
    assert encoded("a|b\rc\u2028d", "utf-8") == b"a/b c d"


def test_no_answer_is_longer_than_the_longest_message():
    data = write("64", [("AU", "x" * 90)] * 500, checked=True, sequence="1")
    assert len(data) <= LONGEST
    assert data[:-5].endswith(b"AZ")
    assert checksum(data[:-5]) == data[-5:-1]


def test_too_many_fields_are_garbled():
    with pytest.raises(Garbled):
        parse(b"97" + b"AAx|" * 2000)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261122    101500", datetime(2026, 11, 22, 2, 15, tzinfo=UTC)),
        ("20261122   Z101500", datetime(2026, 11, 22, 10, 15, tzinfo=UTC)),
        ("201610210000142637", datetime(2016, 10, 21, 6, 26, 37, tzinfo=UTC)),
        (" " * 18, None),
        ("20261322    101500", None),
        ("00000000    000000", None),
        ("nonsense", None),
    ],
)
def test_moments_are_those_of_the_branch(text, moment):
    assert moment_of(text, MAKASSAR) == moment


def test_a_stamp_has_eighteen_characters_on_the_wall_of_the_branch():
    assert stamp(datetime(2026, 11, 22, 20, 15, tzinfo=UTC), MAKASSAR) == "20261123    041500"


@given(st.text(max_size=20))
def test_no_text_breaks_the_dates(text):
    moment_of(text, MAKASSAR)
    moment_of(text.ljust(18)[:18], MAKASSAR)
    day_of(text)


def test_days_are_read_from_stamps():
    assert day_of("20261122    235959") == day_of("2026-11-22")
    assert day_of("20269922") is None


def test_checksums_of_other_systems_messages_agree():
    """Messages found in other systems' tests: ours is the same sum wherever theirs is not made up."""
    lines = [line.split("\t", 1)[1] for line in KNOWN.read_text().splitlines() if "\t" in line]
    found = [re.fullmatch(r"(.*AZ)([0-9A-F]{4})(?:\\r)?", line) for line in lines]
    agree = [checksum(match[1].encode()).decode() == match[2] for match in found if match and match[2] != "0000"]
    assert sum(agree) >= 5
