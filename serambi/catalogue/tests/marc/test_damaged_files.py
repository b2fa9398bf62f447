"""Damage of every kind: the record concerned is refused or repaired, its neighbours are read."""

import io

import pytest
from django.utils.translation import override

from serambi.catalogue.marc.reading import read, sniff
from serambi.catalogue.marc.writing import to_iso2709, to_marcxml, write_marcxml
from serambi.catalogue.tests.marc.samples import laskar_pelangi, marc

GOOD = to_iso2709(laskar_pelangi())
OTHER = to_iso2709(marc(("001", "2"), ("245", "$aEdensor")))


def reads(data: bytes, **options):
    return list(read(io.BytesIO(data), **options))


def titles(found) -> list[str | None]:
    return [each.marc.first("245") if each.marc else None for each in found]


def codes(each) -> list[str]:
    return [problem.code for problem in each.problems]


@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n", b"\r\n\r\n", b"\x00\x00", b"\x1a", b"\xef\xbb\xbf", b"   \n"])
def test_padding_between_records_is_no_problem(between):
    found = reads(between + GOOD + between + OTHER + between)
    assert titles(found) == ["Laskar pelangi :", "Edensor"]
    assert not any(map(codes, found))


@pytest.mark.parametrize("length", [b"00000", b"99999", b"     ", b"abcde", b"00030", b"12 45"])
def test_a_wrong_length_is_reported_and_the_end_mark_decides(length):
    found = reads(length + GOOD[5:] + OTHER)
    assert titles(found) == ["Laskar pelangi :", "Edensor"]
    assert codes(found[0]) == ["wrong_length"]
    assert found[0].problems[0].byte == found[0].offset


def test_a_missing_end_mark_does_not_swallow_the_next_record():
    found = reads(GOOD[:-1] + OTHER)
    assert titles(found) == ["Laskar pelangi :", "Edensor"]
    assert codes(found[0]) == ["missing_terminator"]


def test_a_wrong_length_and_a_missing_end_mark_together():
    found = reads(b"00777" + GOOD[5:-1] + OTHER + GOOD)
    assert titles(found) == ["Laskar pelangi :", "Edensor", "Laskar pelangi :"]


def test_a_wrong_start_of_data_is_repaired():
    found = reads(GOOD[:12] + b"00000" + GOOD[17:])
    assert titles(found) == ["Laskar pelangi :"]
    assert codes(found[0]) == ["wrong_base"]


def test_a_wrong_directory_is_repaired_by_the_order_of_fields():
    broken = GOOD[:27] + b"000199999" + GOOD[36:]
    found = reads(broken + OTHER)
    assert titles(found) == ["Laskar pelangi :", "Edensor"]
    assert codes(found[0]) == ["wrong_directory"]
    assert found[0].marc.fields == laskar_pelangi().fields


def test_a_directory_without_any_sense_is_refused_with_its_place():
    broken = GOOD[:24] + b"0010001" + GOOD[31 + 60 :]
    found = reads(OTHER + broken + OTHER)
    assert titles(found) == ["Edensor", None, "Edensor"]
    assert found[1].problems[-1].byte == len(OTHER)
    assert found[1].offset == len(OTHER)
    assert found[1].raw == broken


def test_a_cut_last_record_is_refused_and_the_rest_kept():
    found = reads(OTHER + GOOD[:200])
    assert titles(found) == ["Edensor", None]
    assert codes(found[1])[-1] == "truncated"
    assert codes(reads(OTHER + GOOD[:20])[1]) == ["truncated"]


def test_garbage_is_one_refused_piece():
    found = reads(b"<html>sorry</html>" + GOOD + b"more nonsense here" + OTHER, kind="iso2709")
    assert titles(found) == [None, "Laskar pelangi :", None, "Edensor"]
    assert codes(found[0]) == ["garbage"]
    assert found[0].problems[0].params["size"] == 18


def test_an_end_mark_inside_a_field_does_not_cut_the_record():
    odd = GOOD.replace(b"pelangi", b"pel\x1dngi")
    found = reads(odd + OTHER)
    assert titles(found) == ["Laskar pel ngi :", "Edensor"]
    assert {"embedded_terminator", "control_characters"} == set(codes(found[0]))


def test_nul_bytes_become_spaces():
    found = reads(GOOD.replace(b"pelangi", b"pel\x00ngi"))
    assert titles(found) == ["Laskar pel ngi :"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \n\r\n", "empty_file"),
        (b"%PDF-1.7 hello", "unknown_format"),
        (b"title,author\n", "unknown_format"),
    ],
)
def test_a_file_that_is_no_marc_is_one_refused_piece(data, code):
    found = reads(data)
    assert [codes(each) for each in found] == [[code]]
    assert str(found[0].problems[0].message)


def test_utf8_where_the_leader_says_marc8():
    record = to_iso2709(marc(("245", "$aTjèrita ṣūfī")))
    found = reads(record[:9] + b" " + record[10:])
    assert titles(found) == ["Tjèrita ṣūfī"]
    assert codes(found[0]) == ["utf8_undeclared"]


def test_marc8_where_the_leader_says_utf8():
    record = to_iso2709(marc(("245", "$aSociXXteX"))).replace(b"SociXXteX", b"Soci\xe2et\xe2e")
    found = reads(record)
    assert titles(found) == ["Société"]
    assert codes(found[0]) == ["marc8_undeclared"]


def test_a_windows_code_page_is_recognised():
    record = to_iso2709(marc(("245", "$aHet IndonesieX – XwonderlijkX eilandX"), ("500", "$aRa’jat, cafe")))
    record = record.replace("–".encode(), b"\x96--").replace("’".encode(), b"\x92--").replace(b"eX", b"e\xeb")
    found = reads(record[:9] + b" " + record[10:])
    assert found[0].encoding == "cp1252"
    assert "encoding_guessed" in codes(found[0])


def test_single_broken_characters_in_utf8_are_shown_and_placed():
    record = to_iso2709(marc(("245", "$aCafé Ḥabadi"), ("500", "$anaïve ṣalāt"))).replace(b"na\xc3\xaf", b"na\xc3\x2d")
    found = reads(record)
    assert found[0].marc.first("245") == "Café Ḥabadi"
    assert "�" in found[0].marc.first("500")
    assert [(problem.code, problem.tag) for problem in found[0].problems] == [("encoding_damaged", "500")]
    with override("en"):
        assert str(found[0].problems[0].where) == "field 500"
    with override("id"):
        assert str(found[0].problems[0].where) == "ruas 500"


# --- XML -----------------------------------------------------------------------------------------------------------


def collection(*records) -> bytes:
    stream = io.BytesIO()
    write_marcxml(records, stream)
    return stream.getvalue()


THREE = collection(laskar_pelangi(), marc(("245", "$aEdensor")), marc(("245", "$aSang pemimpi")))


def test_a_broken_element_is_refused_alone_with_line_and_column():
    found = reads(THREE.replace(b"Edensor", b"Eden & <sor"))
    assert titles(found) == ["Laskar pelangi :", None, "Sang pemimpi"]
    problem = found[1].problems[0]
    line = THREE[: THREE.index(b"Edensor")].count(b"\n") + 1
    assert (problem.code, problem.line) == ("xml_malformed", line)
    assert str(line) in str(problem.where)


def test_a_record_that_is_not_closed_does_not_swallow_the_next():
    head, _, tail = THREE.rpartition(b"</record>\n<record>")
    found = reads(head + b"<record>" + tail)
    assert titles(found) == ["Laskar pelangi :", None, "Sang pemimpi"]


def test_a_file_cut_in_the_middle_keeps_what_was_whole():
    found = reads(THREE[: THREE.index(b"Sang")])
    assert titles(found) == ["Laskar pelangi :", "Edensor", None]
    assert codes(found[2]) == ["truncated"]


def test_envelopes_do_not_matter():
    inner = to_marcxml(laskar_pelangi()).split(b"\n", 1)[1]
    oai = (
        b'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        b"<record><header><identifier>1</identifier></header><metadata>" + inner + b"</metadata></record>"
        b'<record><header status="deleted"><identifier>2</identifier></header></record></ListRecords></OAI-PMH>'
    )
    found = reads(oai)
    assert titles(found) == ["Laskar pelangi :", None]
    assert codes(found[1]) == ["deleted"]
    sru = (
        b'<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records><zs:record><zs:recordData>'
        + inner
        + b"</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"
    )
    assert titles(reads(sru)) == ["Laskar pelangi :"]


def test_prefixes_declared_far_above_are_understood():
    prefixed = (
        b'<m:collection xmlns:m="http://www.loc.gov/MARC21/slim" xmlns:q="urn:q"><m:record q:x="1"><m:leader>'
        b"00000nam a2200000 i 4500</m:leader><m:datafield tag='245' ind1='0' ind2='0'><m:subfield code='a'>Edensor"
        b"</m:subfield></m:datafield></m:record></m:collection>"
    )
    assert titles(reads(prefixed)) == ["Edensor"]


def test_oai_marc_is_understood():
    old = (
        b"<oai_marc><fixfield id='001'>7</fixfield><varfield id='245' i1='0' i2='0'><subfield label='a'>Edensor"
        b"</subfield></varfield></oai_marc>"
    )
    found = reads(b"<x>" + old + b"</x>")
    assert titles(found) == ["Edensor"]
    assert found[0].marc.first("001") == "7"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1", "windows-1252"])
def test_other_encodings_of_xml(encoding):
    text = THREE.decode().replace("Edensor", "Édensör").replace('encoding="UTF-8"', f'encoding="{encoding}"')
    found = reads(text.encode(encoding))
    assert titles(found) == ["Laskar pelangi :", "Édensör", "Sang pemimpi"]


def test_xml_in_a_wrong_character_set_is_read_with_a_remark():
    found = reads(THREE.replace(b"Edensor", "Édensor’s".encode("cp1252")))
    assert titles(found)[1] == "Édensor’s"
    assert codes(found[1]) == ["encoding_guessed"]


def test_control_characters_in_xml_do_not_cost_the_record():
    found = reads(THREE.replace(b"Edensor", b"Eden\x0bsor"))
    assert titles(found)[1] == "Eden sor"


def test_records_in_comments_are_no_records():
    found = reads(THREE.replace(b"<collection", b"<!-- <record><leader/></record> --><collection", 1))
    assert len(found) == 3


def test_xml_without_records_is_one_refused_piece():
    assert [codes(each) for each in reads(b"<html><body>Not here</body></html>")] == [["unknown_format"]]


def test_sniffing():
    assert sniff(GOOD) == "iso2709"
    assert sniff(b"\xef\xbb\xbf<?xml version='1.0'?>") == "marcxml"
    assert sniff(b"PK\x03\x04") is None
    assert sniff(b"") is None
