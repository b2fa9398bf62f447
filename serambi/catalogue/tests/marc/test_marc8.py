"""MARC-8 to Unicode, in its quick and its long way."""

import pytest

from serambi.catalogue.marc import marc8
from serambi.catalogue.marc.reading import read
from serambi.catalogue.tests.marc.samples import REAL, needs_real_files


@pytest.mark.parametrize(
    ("data", "text", "lost"),
    [
        (b"plain", "plain", 0),
        (b"Soci\xe2et\xe2e", "Société", 0),
        (b"\xe5a\xf2h \xb5", "āḥ æ", 0),
        (b"t\xe5\xf2a", "tạ̄", 0),
        (b"\xe2\x1fx", "\u0301\x1fx", 1),
        (b"\xe2", "\u0301", 1),
        (b"\x1b$1!PV\x1b(B!", "米!", 0),
        (b"\x1b(N\x41\x1b(Ba", "аa", 0),
        (b"\x1bp2\x1bs2", "²2", 0),
        (b"\x1bq", "q", 1),
        (b"\xff", "\ufffd", 1),
        (b"A&#x4E2D;&#x0041;&#xD800;", "A中&#x0041;&#xD800;", 0),
        (b"\x1b$1!P", None, None),
        (b"\x1b", None, None),
    ],
)
def test_decoding(data, text, lost):
    found = marc8.decode(data)
    if text is not None:
        assert found == (text, lost)


@needs_real_files
@pytest.mark.parametrize("name", ["evergreen/lul_fre_100.mrc", "evergreen/jazz_1k.mrc", "pymarc_tests/marc8.dat"])
def test_both_ways_read_real_text_alike(name, monkeypatch):
    quick = [each.marc for each in read(REAL / name)]
    monkeypatch.setattr(marc8, "_western", lambda data: None)
    assert [each.marc for each in read(REAL / name)] == quick
