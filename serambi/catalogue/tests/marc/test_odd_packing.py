"""Declared encodings that cannot be true, and archives damaged where they are packed: read, or refused by name."""

import io
import zipfile

import pytest

from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.writing import marcxml_element, to_iso2709
from serambi.catalogue.tests.marc.samples import laskar_pelangi

GOOD = to_iso2709(laskar_pelangi())


@pytest.mark.parametrize(
    "declared",
    ["utf-16", "UTF-16LE", "utf-32", "rot13", "hex", "zlib", "utf-7", "utf_8_sig", "idna", "punycode", "undefined",
     "raw_unicode_escape", "cp037", "no-such", "utf8", "unicode"],
)  # fmt: skip
def test_an_encoding_that_cannot_be_true_is_not_believed(declared):
    xml = marcxml_element(laskar_pelangi()).encode()
    xml = xml.replace(b"Laskar", "Láskar".encode())
    found = list(read(io.BytesIO(f'<?xml version="1.0" encoding="{declared}"?>'.encode() + xml)))
    assert [each.marc and each.marc.first("245") for each in found] == ["Láskar pelangi :"]


@pytest.mark.parametrize("declared", ["latin-1", "iso-8859-1", "l1", "cp1252", "windows-1252"])
def test_an_encoding_is_known_by_every_name(declared):
    xml = marcxml_element(laskar_pelangi()).encode()
    xml = xml.replace(b"Laskar", b"L\xe1skar")
    [found] = read(io.BytesIO(f'<?xml version="1.0" encoding="{declared}"?>'.encode() + xml))
    assert found.marc.first("245") == "Láskar pelangi :"
    assert not found.problems


def archive(method: int, name: str = "a.mrc") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr(name, GOOD * 3)
    return out.getvalue()


def problems(data: bytes) -> list[str]:
    return [problem.code for each in read(io.BytesIO(data)) for problem in each.problems]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_damaged_inside(method):
    data = archive(method)
    assert not problems(data)
    start = 30 + len("a.mrc")
    assert "archive_broken" in problems(data[:start] + b"\xff" * 60 + data[start + 60 :])


def test_a_member_whose_name_is_no_text():
    data = archive(zipfile.ZIP_DEFLATED, "é.mrc").replace("é.mrc".encode(), b"\xc3\x28.mrc")
    assert problems(data) == ["archive_broken"]


def test_a_member_that_begins_nowhere():
    data = archive(zipfile.ZIP_STORED)
    at = data.index(b"PK\x01\x02") + 42
    assert "archive_broken" in problems(data[:at] + b"\xff\xff\xff\x7f" + data[at + 4 :])
