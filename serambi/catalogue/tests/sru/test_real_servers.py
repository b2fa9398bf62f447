"""Our client against real SRU servers: yaz-ztest, and zebrasrv over the cast's thirty titles."""

import pytest

from house.cast import CAST_MRC
from serambi.catalogue.marc.reading import read
from serambi.catalogue.sru.asking import VERSIONS, Asked, Indexes, Server
from serambi.catalogue.sru.client import explain, search
from serambi.catalogue.tests.sru.peers import HAS_YAZ, HAS_ZEBRA, yaz_ztest, zebra

needs_yaz = pytest.mark.skipif(not HAS_YAZ, reason="needs yaz-ztest (tools/prepare peers)")
needs_zebra = pytest.mark.skipif(not HAS_ZEBRA, reason="needs zebrasrv (tools/prepare peers)")


@pytest.fixture(scope="module")
def yaz(tmp_path_factory):
    with yaz_ztest(tmp_path_factory.mktemp("yaz")) as address:
        yield address


@pytest.fixture(scope="module")
def cast_records():
    return [each.marc for each in read(CAST_MRC)]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory, cast_records):
    with zebra(tmp_path_factory.mktemp("zebra"), cast_records) as address:
        yield address


def ask(address, asked, **options):
    most = options.pop("most", 20)
    start = options.pop("start", 1)
    return search(Server(address, **options), asked, seconds=5, near=True, most=most, start=start)


@needs_yaz
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("packing", ["xml", "string", ""])
def test_yaz_gives_the_same_records_in_every_version_and_packing(yaz, version, packing):
    result = ask(yaz, Asked(title="computer"), version=version, packing=packing, most=5)
    assert result.code == ""
    assert len(result.answer.records) == 5
    assert result.answer.records[0].marc.first("245") == "How to program a computer"
    assert result.next_position == 6


@needs_yaz
def test_yaz_surrogate_diagnostics_are_told(yaz):
    result = ask(yaz, Asked(title="computer"), schema="foo", most=2)
    assert result.code == ""
    assert {each.diagnostic.number for each in result.answer.records} == {63}


@needs_zebra
@pytest.mark.parametrize("version", VERSIONS)
def test_zebra_finds_by_isbn_title_author_and_words(catalogue, cast_records, version):
    def titles(asked, **options):
        result = ask(catalogue, asked, version=version, **options)
        assert result.code == "", result.said
        return [each.marc.first("245") for each in result.answer.records]

    isbn = "9789793062792"
    assert titles(Asked(isbn=isbn)) == ["Laskar Pelangi"]
    assert set(titles(Asked(title="pelangi laskar"), relation="all")) == {"Laskar Pelangi"}
    assert "Sang pemimpi" in titles(Asked(author="hirata"))
    assert titles(Asked(author="hirata", title="pemimpi")) == ["Sang pemimpi"]
    assert titles(Asked(anything='"; drop table')) == []
    assert titles(Asked(anything="lask*")) == []


@needs_zebra
def test_zebra_is_paged_to_the_end_without_a_record_twice(catalogue, cast_records):
    seen, start = [], 1
    while start:
        result = ask(catalogue, Asked(author="hirata"), most=1, start=start)
        seen += [each.marc.first("001") or each.marc.first("020") for each in result.answer.records]
        start = result.next_position
    assert len(seen) == len(set(seen)) == 4


@needs_zebra
def test_zebra_records_come_through_whole(catalogue, cast_records):
    result = ask(catalogue, Asked(isbn="9789793062792"))
    ours = next(each for each in cast_records if "9793062797" in (each.first("020") or "") or each.first("001"))
    got = result.answer.records[0].marc
    assert [each.tag for each in got.fields] == [each.tag for each in ours.fields]
    assert got.fields == ours.fields


@needs_zebra
def test_zebra_explains_itself_and_refuses_in_words(catalogue):
    told, code = explain(Server(catalogue), seconds=5, near=True)
    assert code == ""
    assert (told.title, told.marc_schema) == ("Perpustakaan Contoh", "marcxml")
    assert told.indexes == ["dc.title", "dc.creator", "bath.isbn"]
    index = ask(catalogue, Asked(title="x"), indexes=Indexes(title="foo.title"))
    assert (index.code, index.diagnostic.number) == ("refused", 15)
    schema = ask(catalogue, Asked(author="hirata"), schema="dc")
    assert (schema.code, schema.diagnostic.number) == ("refused", 66)
    wrong = search(Server(catalogue + "nothing"), Asked(title="x"), seconds=5, near=True)
    assert wrong.code
