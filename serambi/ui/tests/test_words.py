"""Dates, numbers and names read as people here write them, and nothing a caller passes breaks a page."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from serambi.ui import words

NINE = dt.datetime(2026, 11, 21, 1, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("id", "Asia/Makassar", "Sabtu, 21 November 2026, 09.00 WITA"),
        ("id", "Asia/Jakarta", "Sabtu, 21 November 2026, 08.00 WIB"),
        ("id", "Asia/Jayapura", "Sabtu, 21 November 2026, 10.00 WIT"),
        ("en", "Asia/Makassar", "Saturday, 21 November 2026, 09:00 WITA"),
    ],
)
def test_a_moment_is_said_in_the_zone_of_its_branch(language, zone, expected):
    with translation.override(language):
        assert words.local_moment(NINE, zone) == expected


def test_without_a_zone_the_current_one_counts():
    with translation.override("id"), timezone.override("Asia/Makassar"):
        assert words.local_time(NINE) == "09.00 WITA"
        assert words.local_date(NINE) == "Sabtu, 21 November 2026"


def test_a_day_near_the_date_line_is_the_branchs_day():
    late = dt.datetime(2026, 11, 20, 17, 30, tzinfo=dt.UTC)
    assert words.short_date(late, "Asia/Jakarta").startswith("21")
    assert words.short_date(late, "UTC").startswith("20")


def test_dates_may_be_dates_texts_or_nothing():
    with translation.override("id"):
        assert words.local_date(dt.date(2026, 11, 21)) == "Sabtu, 21 November 2026"
        assert words.short_date("2026-11-21") == "21 Nov 2026"
        assert words.local_date("kira-kira 1970") == "kira-kira 1970"
        assert words.local_date(None) == ""


@pytest.fixture
def noon(monkeypatch):
    now = dt.datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Asia/Makassar"))
    monkeypatch.setattr(words.timezone, "now", lambda: now)
    return now


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (dt.timedelta(0), "baru saja"),
        (dt.timedelta(minutes=-12), "12 menit lalu"),
        (dt.timedelta(hours=-3), "hari ini, 09.00 WITA"),
        (dt.timedelta(hours=7), "hari ini, 19.00 WITA"),
        (dt.timedelta(days=1), "besok, 12.00 WITA"),
        (dt.timedelta(days=-1), "kemarin, 12.00 WITA"),
        (dt.timedelta(days=3), "Selasa, 24 November, 12.00 WITA"),
        (dt.timedelta(days=-3), "18 November, 12.00 WITA"),
        (dt.timedelta(days=90), "19 Februari 2027, 12.00 WITA"),
    ],
)
def test_near_times_are_said_kindly(noon, shift, expected):
    with translation.override("id"):
        assert words.when(noon + shift, "Asia/Makassar") == expected


def test_a_date_without_a_time_is_a_day(noon):
    with translation.override("id"):
        assert words.when(dt.date(2026, 11, 22), "Asia/Makassar") == "besok"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234, "1.234", "1,234"),
        (1234567.5, "1.234.567,5", "1,234,567.5"),
        (4.4, "4,4", "4.4"),
        (0, "0", "0"),
        (-1000, "-1.000", "-1,000"),
        (Decimal("1E+3"), "1.000", "1,000"),
        ("", "", ""),
        (None, "", ""),
        ("tiga", "tiga", "tiga"),
        (float("inf"), "inf", "inf"),
    ],
)
def test_numbers(value, indonesian, english):
    with translation.override("id"):
        assert words.number(value) == indonesian
    with translation.override("en"):
        assert words.number(value) == english


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1250000, "Rp1.250.000"),
        (0, "Rp0"),
        (-5000, "-Rp5.000"),
        ("2500.5", "Rp2.501"),
        ("gratis", "gratis"),
        (None, ""),
    ],
)
def test_money(value, expected):
    with translation.override("id"):
        assert words.rupiah(value) == expected


@pytest.mark.parametrize(
    ("code", "indonesian", "english"),
    [
        ("ind", "Indonesia", "Indonesian"),
        ("eng", "Inggris", "English"),
        ("jav", "Jawa", "Javanese"),
        ("dut", "Belanda", "Dutch"),
        ("bug", "Bugis", "Buginese"),
        ("mul", "Beberapa bahasa", "Several languages"),
        ("id", "Indonesia", "Indonesian"),
        ("zzz", "zzz", "zzz"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_languages_have_names(code, indonesian, english):
    with translation.override("id"):
        assert words.language_name(code) == indonesian
    with translation.override("en"):
        assert words.language_name(code) == english


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("Hujan Bulan Juni", "hujan", "<mark>Hujan</mark> Bulan Juni"),
        ("Kambing dan Hujan", ["hujan", "dan"], "Kambing <mark>dan</mark> <mark>Hujan</mark>"),
        ("Hujannya lebat", "hujan", "<mark>Hujannya</mark> lebat"),
        ("Café Résumé", "cafe", "<mark>Café</mark> Résumé"),
        ("<b>hujan</b>", "hujan", "&lt;b&gt;<mark>hujan</mark>&lt;/b&gt;"),
        ("hujan", "<script>", "hujan"),
        ("Tanpa kata", "", "Tanpa kata"),
        ("Tanpa kata", None, "Tanpa kata"),
        (None, "x", ""),
        ("di dinding", "di", "<mark>di</mark> dinding"),
    ],
)
def test_found_words_are_marked_and_everything_is_escaped(text, terms, expected):
    assert words.highlight(text, terms) == expected


strange = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.timezones()),
    st.binary(),
    st.lists(st.text()),
)


@given(strange, st.text(max_size=30))
def test_nothing_breaks_a_filter(value, other):
    for name in ("number", "rupiah", "language_name"):
        assert isinstance(getattr(words, name)(value), str)
    for name in ("local_date", "local_time", "local_moment", "short_date", "when"):
        assert isinstance(getattr(words, name)(value, other), str)
    assert "<script" not in words.highlight(f"<script>{value}", other)
