"""What is asked becomes CQL and an address; what people type never becomes a query of its own."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serambi.catalogue.sru.asking import (
    Asked,
    CannotAsk,
    Indexes,
    Server,
    cql,
    explain_address,
    quoted,
    search_address,
    understand,
)  # fmt: skip

SERVER = Server("http://sru.example/db")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("9789793062792", Asked(isbn="9789793062792")),
        ("978-979-3062-79-2", Asked(isbn="9789793062792")),
        ("ISBN 979-3062-79-7", Asked(isbn="9789793062792")),
        ("9789793062799", Asked(isbn="9789793062799")),  # a wrong check digit, as one in ten Indonesian ones has
        ("0126-0635", Asked(anything="0126-0635")),
        ("0378-5955", Asked(issn="0378-5955")),
        ("laskar pelangi", Asked(anything="laskar pelangi")),
        ("  Bumi\n manusia ", Asked(anything="Bumi manusia")),
        ("1984", Asked(anything="1984")),
        ("", Asked()),
    ],
)
def test_one_field_understands_what_it_is(typed, asked):
    assert understand(typed) == asked


def test_an_isbn_is_asked_in_both_its_lengths():
    assert cql(Asked(isbn="9789793062792"), SERVER) == '(bath.isbn="9789793062792" or bath.isbn="9793062797")'
    assert cql(Asked(isbn="9791234567896"), SERVER) == 'bath.isbn="9791234567896"'


def test_parts_are_joined_and_missing_indexes_fall_back():
    few = Server("http://sru.example/", relation="all", indexes=Indexes(author="", anything="WOE"))
    assert cql(Asked(title="Bumi", author="Pramoedya"), few) == 'dc.title all "Bumi" and WOE all "Pramoedya"'
    with pytest.raises(CannotAsk):
        cql(Asked(author="x"), Server("http://sru.example/", indexes=Indexes(author="", anything="")))
    with pytest.raises(CannotAsk):
        cql(Asked(title="x"), Server("http://sru.example/", indexes=Indexes(title='dc.title="" or a')))


@given(st.text(max_size=60))
def test_nothing_typed_leaves_its_quotes(text):
    term = quoted(text)
    inside = term[1:-1].replace("\\\\", "")
    for mark in '"*?^':
        inside = inside.replace(f"\\{mark}", "")
    assert term[0] == term[-1] == '"'
    assert not set(inside) & set('"*?^\\\n\r\x00')


def test_each_version_is_asked_in_its_own_way():
    def parameters(version, **options):
        address = search_address(Server("http://sru.example/db?x-key=1", version=version, **options), "a", start=11)
        return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

    base = {"x-key": "1", "query": "a", "startRecord": "11", "maximumRecords": "10", "recordSchema": "marcxml"}
    assert parameters("1.1") == base | {"operation": "searchRetrieve", "version": "1.1", "recordPacking": "xml"}
    assert parameters("1.2", packing="") == base | {"operation": "searchRetrieve", "version": "1.2"}
    assert parameters("2.0", packing="string") == base | {"recordXMLEscaping": "string"}
    assert explain_address(Server("http://sru.example/db", version="2.0")) == "http://sru.example/db"
    assert "operation=explain&version=1.2" in explain_address(Server("http://sru.example/db", version="1.2"))
