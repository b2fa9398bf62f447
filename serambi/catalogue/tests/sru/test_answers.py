"""Recorded answers of real servers, and what servers should not send."""

import pytest
from lxml import etree

from serambi.catalogue.marc.writing import marcxml_element
from serambi.catalogue.sru.answers import NotUnderstood, read_answer
from serambi.catalogue.sru.explaining import read_explain
from serambi.catalogue.tests.files import title
from serambi.catalogue.tests.sru.far_end import BOMB, DIAGNOSTIC, ENVELOPE, RECORD, answer, recorded, refusal

REAL = {
    # file: (version, total, records, next position, title of the first)
    "oai_sru_scriptotek/tests/data/sru-loc.xml": ("1.2", 2525, 10, 11, "15 Louisiana cajun classics"),
    "oai_sru_scriptotek/tests/data/sru-alma.xml": ("1.2", 3, 3, None, None),
    "oai_sru_scriptotek/tests/data/sru-bibsys.xml": (None, None, None, None, None),
    "oai_sru_scriptotek/tests/data/sru-kth.xml": (None, None, None, None, None),
    "oai_sru_scriptotek/tests/data/sru-zdb.xml": (None, None, None, None, None),
}


@pytest.mark.parametrize("name", REAL)
def test_recorded_answers_are_understood(name):
    version, total, count, following, first = REAL[name]
    found = read_answer(recorded(name))
    assert found.records
    assert all(each.marc and each.marc.first("245") for each in found.records), [r.problems for r in found.records]
    assert not found.diagnostics
    assert version in (None, found.version)
    assert total in (None, found.total)
    assert count in (None, len(found.records))
    assert following in (None, found.next_position)
    assert first in (None, found.records[0].marc.first("245"))


def test_other_formats_are_no_marc_and_say_so():
    found = read_answer(recorded("sru/sruthi/tests/fixtures/test_searchretrieve_sru11.xml"))
    assert found.total == 790
    assert not any(each.marc for each in found.records)
    assert {problem.code for each in found.records for problem in each.problems} == {"not_marc"}


def test_explain_tells_indexes_and_schemas():
    told = read_explain(recorded("sru/sruthi/tests/fixtures/test_explain.xml"))
    assert told.title == "Testarchiv Online Search"
    assert told.indexes[:2] == ["isad.title", "isad.reference"]
    assert told.schemas[0][0] == "isad"
    assert told.most_records == 99
    big = read_explain(recorded("sru/sruthi/tests/fixtures/test_explain_with_zr2_namespace.xml"))
    assert len(big.indexes) > 50
    assert big.marc_schema == "marcxml"


def test_a_record_in_string_packing_is_the_same_record():
    book = title("Bumi & manusia", "7")
    text = marcxml_element(book).replace("&", "&amp;").replace("<", "&lt;")
    data = ENVELOPE.format(
        total=1, more="", records=f"<zs:records>{RECORD.format(packing='string', data=text, position=1)}</zs:records>"
    )
    assert read_answer(data.encode()).records[0].marc == read_answer(answer(book)).records[0].marc == book


def test_diagnostics_are_understood_in_both_places():
    found = read_answer(refusal(16, "dc.color", "Unsupported index"))
    assert [(each.number, each.details) for each in found.diagnostics] == [(16, "dc.color")]
    assert found.diagnostics[0].said == "Unsupported index: dc.color (16)"
    bad = DIAGNOSTIC.format(number=64, details="", message="locked")
    for packing, data in (("xml", bad), ("string", bad.replace("<", "&lt;"))):
        one = RECORD.format(packing=packing, data=data, position=1)
        two = RECORD.format(packing="xml", data=marcxml_element(title("Ada", "1")), position=2)
        records = read_answer(
            ENVELOPE.format(total=2, records=f"<zs:records>{one}{two}</zs:records>", more="").encode()
        ).records
        assert records[0].diagnostic.number == 64
        assert records[0].marc is None
        assert records[1].marc.first("245") == "Ada"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b"<html><body>busy</body></html>", "web_page"),
        (b"<searchRetrieveResponse><a>", "not_xml"),
        (b"\x00\xff\xfe", "not_xml"),
        (b"<rss/>", "not_sru"),
        (b"<explainResponse/>", "only_explains"),
        (BOMB, "entities"),
    ],
)
def test_what_is_no_answer_is_called_by_its_name(body, code):
    with pytest.raises(NotUnderstood) as refused:
        read_answer(body)
    assert refused.value.code == code


def test_an_entity_inside_a_packed_record_is_never_read():
    evil = '<!DOCTYPE record [<!ENTITY x SYSTEM "file:///etc/passwd">]><record><leader>&amp;x;</leader></record>'
    data = ENVELOPE.format(
        total=1, more="", records=f"<zs:records>{RECORD.format(packing='string', data=_escaped(evil), position=1)}"
        "</zs:records>",
    )  # fmt: skip
    found = read_answer(data.encode()).records[0]
    assert found.marc is None
    assert {problem.code for problem in found.problems} == {"entities"}


def _escaped(text: str) -> str:
    element = etree.Element("a")
    element.text = text
    return etree.tostring(element).decode()[3:-4]
