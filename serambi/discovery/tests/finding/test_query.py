from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serambi.discovery.query import FACETS, Query, compose, explain, from_address, parse, to_address


def clauses(text):
    return [(clause.field, clause.words, clause.quoted, clause.negative) for clause in parse(text).clauses]


def test_words_phrases_unwanted_words_and_fields_are_told_apart():
    assert clauses('laut "bumi manusia" -komik penulis:hirata subject:"ekonomi islam"') == [
        ("", ("laut",), False, False),
        ("", ("bumi", "manusia"), True, False),
        ("", ("komik",), True, True),
        ("author", ("hirata",), False, False),
        ("subject", ("ekonomi", "islam"), True, False),
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("judul:laut", "title"), ("TITLE:laut", "title"), ("pengarang:toer", "author"), ("subjek:laut", "subject"),
        ("seri:laut", "series"), ("penerbit:gramedia", "publisher"), ("isbn:979-97312-3-2", "isbn"),
        ("kelas:813.6", "class"), ("tahun:2005-2010", "year"), ("penulis: toer", "author"),
    ],
)  # fmt: skip
def test_every_field_has_an_indonesian_and_an_english_name(text, field):
    assert [clause.field for clause in parse(text).clauses] == [field]


def test_a_title_with_a_colon_or_a_dash_is_only_words():
    assert all(clause.is_free for clause in parse("Abridged Classic Series: Sherlock Holmes - ilmu-ilmu alam").clauses)
    assert parse("ilmu -ilmu alam").is_plain
    assert parse("Muslim Kaffah -1").is_plain


def test_too_much_is_cut_and_reported():
    long = parse("kata " * 5000)
    assert len(long.text) <= 300
    assert "too_long" in long.reports
    many = parse(" ".join(f"kata{number}" for number in range(30)))
    assert len(many.clauses) == 16
    assert "too_many_words" in many.reports


HOSTILE = [
    *('"', '""', '" "', "-", "--", "- -", "+", "*", "???", "AND", "OR NOT", "(((", "~2", "^5", ":::", "\\", '\\\\"'),
    *("title:", 'judul:"', "isbn:", "isbn:978-", "tahun:x", "tahun:-", "tahun:" + "9" * 20, "kelas:", "kelas:813."),
    *("[* TO *]", "/.*/", "{!lucene}", "' OR 1=1 --", "<script>alert(1)</script>", "field:value", "../../etc/passwd"),
    *("a" * 10_000, "0" * 400, "x" * 61 + " y", "978", "i i i", '-"a b" -c -d', '"a', "-pelangi", "%00"),
    *("\x00", "a\x00b", "\t\n\r", "\u202eevil\u202c", "\u200f", "\ud800", "😀", "😀 😀", "ﷺ"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered(index, text):
    query = parse(text)
    assert index.search(query).total >= 0
    index.facets(query)
    index.rescue(query)
    index.suggest(text)
    explain(query)
    assert from_address(parse_qs(to_address(query))).clauses == query.clauses


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ['"', "-", "judul:", "penulis:", "tahun:", "isbn:", "kelas:", " ", "laskar", "pelangi", "2x4", "0", "'"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
def test_any_text_is_answered_and_survives_its_address(index, text, exact):
    query = parse(text, exact=exact)
    assert index.search(query).total >= 0
    assert index.did_you_mean(query) is None or index.did_you_mean(query).clauses
    index.rescue(query, most=2)
    again = from_address(parse_qs(to_address(query)))
    assert (again.text, again.clauses, again.exact) == (query.text, query.clauses, query.exact)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*FACETS, "cabang", "hal", "x", "q", "urut"]), st.lists(st.text(max_size=8), max_size=3)
    )
)
def test_any_address_is_answered(index, pairs):
    query = from_address(pairs)
    index.search(query)
    index.facets(query, FACETS)


def test_an_address_has_one_order_and_names_what_it_ignored():
    pairs = {"cabang": ["timur", "pusat"], "q": ["laut"], "format": ["book"], "urut": ["terbaru"], "persis": ["1"],
             "warna": ["biru"], "bahasa": ["../x"], "tahun": ["2010-2019"], "hal": ["3"]}  # fmt: skip
    query = from_address(pairs)
    same = "q=laut&format=book&cabang=pusat&cabang=timur&tahun=2010-2019&persis=1&urut=terbaru"
    assert to_address(query, page=3) == f"{same}&hal=3"
    assert set(query.reports) == {"unknown_key:warna", "unknown_value:language"}
    assert to_address(from_address(parse_qs(to_address(query)))) == to_address(query)


def test_filters_are_chosen_and_taken_back():
    query = parse("laut").toggled("branch", "timur").toggled("branch", "pusat").toggled("format", "book")
    assert query.filters == (("format", ("book",)), ("branch", ("pusat", "timur")))
    assert query.toggled("branch", "timur").chosen("branch") == ("pusat",)
    assert query.without_filters() == parse("laut")


def test_the_advanced_form_becomes_text_for_the_box():
    boxes = {"": "laut", "author": "andrea hirata", "title": "", "year": "2005"}
    assert compose(boxes) == 'laut penulis:"andrea hirata" tahun:2005'
    assert parse(compose({"author": 'x" judul:y'})).clauses[0].field == "author"


def test_what_else_was_searched_is_told():
    told = {(one.kind, one.typed): one.also for one in explain(parse("penulis tjerita mtk 5 dan"))}
    assert told["word_form", "penulis"] == ("tulis",)
    assert told["old_spelling", "tjerita"] == ("cerita",)
    assert told["meaning", "mtk"] == ("matematika",)
    assert told["numeral", "5"] == ("lima", "five")
    assert ("optional", "dan") in told
    assert explain(parse("979-97312-3-2"))[0].kind == "number"
    assert explain(parse("penulis", exact=True)) == []


def test_nothing_typed_is_an_empty_question():
    assert parse("").is_empty
    assert Query() == parse("   ")
