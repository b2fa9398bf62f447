"""Files made to harm: bounded memory, no network, no files opened, a clear answer, and the next record read."""

import gzip
import io
import time
import tracemalloc
import zipfile

import pytest

from serambi.catalogue.marc import packed
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.writing import to_iso2709, to_marcxml
from serambi.catalogue.tests.marc.samples import laskar_pelangi, marc

GOOD = to_iso2709(laskar_pelangi())


def reads(data, **options):
    return list(read(data if hasattr(data, "read") else io.BytesIO(data), **options))


def codes(found) -> list[list[str]]:
    return [[problem.code for problem in each.problems] for each in found]


class Endless(io.RawIOBase):
    """A stream of given pieces (bytes, or (byte, count)) that never holds them all."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, *_):
        return 0

    def tell(self):
        return 0

    def read(self, size=-1):
        if getattr(self, "peeked", None) is None and size == 4:  # the magic number, read before seek(0)
            self.peeked = True
            return self.pieces[0][:4]
        while self.pieces:
            piece = self.pieces.pop(0)
            if isinstance(piece, bytes):
                if len(piece) > size:
                    self.pieces.insert(0, piece[size:])
                return piece[:size]
            byte, count = piece
            if count:
                self.pieces.insert(0, (byte, count - min(size, count)))
                return byte * min(size, count)
        return b""


def peak_of(act) -> tuple[int, object]:
    tracemalloc.start()
    try:
        result = act()
        return tracemalloc.get_traced_memory()[1], result
    finally:
        tracemalloc.stop()


def test_a_field_of_100_mb_is_refused_in_bounded_memory_and_the_next_record_is_read():
    stream = Endless(GOOD, b"99999nam a2200037 a 4500245999900000\x1e10\x1fa", (b"x", 100_000_000), b"\x1e\x1d", GOOD)
    peak, found = peak_of(lambda: reads(stream))
    assert codes(found) == [[], ["too_large"], []]
    assert found[1].problems[0].byte == len(GOOD)
    assert len(found[1].raw) <= 65_536
    assert peak < 60_000_000


def test_an_xml_field_of_100_mb_is_refused_in_bounded_memory_and_the_next_record_is_read():
    one = to_marcxml(laskar_pelangi()).split(b"\n", 1)[1]
    stream = Endless(
        b"<collection>" + one + b'<record><leader/><datafield tag="245"><subfield code="a">',
        (b"x", 100_000_000),
        b"</subfield></datafield></record>" + one + b"</collection>",
    )
    peak, found = peak_of(lambda: reads(stream))
    assert codes(found) == [[], ["too_large"], []]
    assert peak < 60_000_000


def test_padding_without_end_costs_no_memory():
    peak, found = peak_of(lambda: reads(Endless(GOOD, (b"\n", 100_000_000), GOOD)))
    assert codes(found) == [[], []]
    assert peak < 30_000_000


def test_entities_are_refused_before_anything_is_expanded():
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY l0 "lol">{lol}]>'
    body = "<collection><record><leader/><controlfield tag='001'>&l9;</controlfield></record></collection>"
    started = time.monotonic()
    assert codes(reads((bomb + body).encode())) == [["entities"]]
    assert time.monotonic() - started < 2


def test_external_entities_reach_no_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("RAHASIA")
    evil = (
        f'<!DOCTYPE c [<!ENTITY x SYSTEM "file://{secret}">]><collection><record><leader/>'
        "<controlfield tag='001'>&x;</controlfield></record></collection>"
    ).encode()
    assert codes(reads(evil)) == [["entities"]]
    # Even without the definition in sight an entity stays unknown and only its record is refused.
    hidden = evil.replace(b"<!ENTITY", b"<!ENTITI")
    found = reads(hidden)
    assert all(each.marc is None for each in found)
    assert b"RAHASIA" not in b"".join(each.raw for each in found)


def test_a_harmless_document_type_is_ignored():
    plain = b'<!DOCTYPE collection SYSTEM "marcxml.dtd">' + to_marcxml(laskar_pelangi()).split(b"\n", 1)[1]
    assert codes(reads(plain)) == [[]]


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def test_gzip_and_zip_are_read_like_the_files_inside():
    assert codes(reads(gzip.compress(GOOD * 3))) == [[], [], []]
    xml = to_marcxml(laskar_pelangi())
    found = reads(zipped(("a/one.mrc", GOOD * 2), ("__MACOSX/._one.mrc", b"x"), ("readme.txt", b"hi"), ("b.xml", xml)))
    assert codes(found) == [[], [], []]
    assert [each.number for each in found] == [1, 2, 3]
    rest = reads(zipped(("a/one.mrc", GOOD * 2), ("b.xml", xml)), start_offset=found[0].next_offset, start_number=2)
    assert [(each.number, each.marc) for each in rest] == [(2, found[1].marc), (3, found[2].marc)]


def test_zip_bombs_stop_early(monkeypatch):
    monkeypatch.setattr(packed, "RATIO_FROM", 1_000_000)
    bomb = zipped(("bomb.mrc", GOOD + b" " * 30_000_000))
    assert len(bomb) < 100_000
    peak, found = peak_of(lambda: reads(bomb))
    assert codes(found)[-1] == ["archive_suspicious"]
    assert peak < 40_000_000
    assert codes(reads(gzip.compress(GOOD + b"\x00" * 30_000_000)))[-1] == ["archive_suspicious"]


def test_an_archive_larger_than_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(packed, "LARGEST", 1_000)
    assert codes(reads(zipped(("a.mrc", GOOD * 4)))) == [["archive_too_large"]]
    assert codes(reads(gzip.compress(GOOD * 4)))[-1] == ["archive_too_large"]


def test_archives_of_other_kinds():
    assert codes(reads(zipped(("a.txt", b"hello")))) == [["archive_no_marc"]]
    assert codes(reads(zipped())) == [["archive_no_marc"]]
    inner = zipped(("a.mrc", GOOD), ("\x1e.mrc", GOOD))
    assert codes(reads(zipped(("inner.zip", inner)))) == [["archive_nested"]]
    assert codes(reads(zipped(("inner.zip", inner), ("a.mrc", GOOD)))) == [[], ["archive_nested"]]
    assert codes(reads(gzip.compress(inner))) == [["archive_nested"]]
    assert codes(reads(zipped(*[(f"{i}.mrc", b"") for i in range(1_001)]))) == [["archive_members"]]
    whole = zipped(("a.mrc", GOOD * 50))
    assert codes(reads(whole[: len(whole) // 2])) == [["archive_broken"]]
    assert codes(reads(b"PK\x03\x04" + b"\x00" * 40)) == [["archive_broken"]]
    cut = reads(gzip.compress(GOOD * 50)[:-20])
    assert codes(cut)[-1] == ["archive_broken"]


def test_a_damaged_byte_in_an_archive_keeps_what_came_before():
    whole = bytearray(zipped(("a.mrc", b"".join(GOOD.replace(b"Laskar", b"%06d" % i) for i in range(5_000)))))
    whole[len(whole) // 2] ^= 0xFF
    found = reads(bytes(whole))
    assert any(each.marc for each in found)
    assert codes(found)[-1] == ["archive_broken"]


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "{{ 7*7 }}", "=cmd|'/C calc'!A0"]
)
def test_hostile_text_stays_text(title):
    record = marc(("245", f"$a{title}"))
    found = reads(to_iso2709(record))
    assert found[0].marc.first("245") == title
    assert reads(to_marcxml(record))[0].marc.first("245") == title
    assert describe(record).title == title


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://", "https://[bad", "//x"]
)
def test_only_web_addresses_become_links(url):
    assert describe(marc(("245", "$aX"), ("856", f"$u{url}"))).links == []
