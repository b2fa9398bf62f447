import json
import subprocess
import sys

import pytest

from serambi.discovery.index import (
    IndexBusy,
    IndexCorrupt,
    IndexMissing,
    IndexOutdated,
    SearchIndex,
    WorkDocument,
    generations,
)
from serambi.discovery.query import Query, parse


def work(number, title, **fields):
    return WorkDocument(work_id=number, titles=[title], **fields)


def test_a_work_is_replaced_not_doubled_and_can_be_deleted(small):
    before = small.size
    with small.writer() as writer:
        writer.put([work(1, "Laut Bercerita")])
        writer.commit("a")
        writer.put([work(1, "Pulang"), work(2**40, "Amba")])
        writer.commit("b")
    small.refresh()
    assert small.size == before + 2
    assert small.search(parse("laut bercerita")).total == 0
    assert small.search(parse("pulang")).work_ids == (1,)
    assert small.search(parse("amba")).work_ids == (2**40,)
    with small.writer() as writer:
        writer.delete([1, 777])
        writer.commit("c")
    small.refresh()
    assert small.size == before + 1
    assert small.search(parse("pulang")).total == 0


def test_what_was_not_committed_is_thrown_away(small):
    with small.writer() as writer:
        writer.put([work(1, "Laut Bercerita")])
    with small.writer() as writer:
        assert writer.cursor == "start"
        writer.commit("later")
        assert writer.cursor == "later"
    small.refresh()
    assert small.search(parse("laut bercerita")).total == 0


def test_a_reader_follows_commits_and_generations_by_itself(small, monkeypatch):
    monkeypatch.setattr("serambi.discovery.index.searching.LOOK_EVERY", 0)
    reader = SearchIndex.open(small.root)
    assert reader.search(parse("amba")).total == 0
    with small.writer() as writer:
        writer.put([work(5, "Amba")])
        writer.commit("x")
    assert reader.search(parse("amba")).total == 1
    assert reader.facets(Query().with_filter("format", "book"))["format"][0].count == 0
    with small.rebuild() as writer:
        writer.put([work(6, "Saman"), work(6, "Saman")])
        writer.commit("y")
        assert reader.search(parse("saman")).total == 0
        writer.publish()
    assert reader.search(parse("saman")).total == 1
    assert reader.size == 1
    assert len([path for path in small.root.iterdir() if path.is_dir()]) == 1


def test_a_second_writer_is_told_to_wait(small):
    with small.writer(), pytest.raises(IndexBusy):
        small.writer()


def test_an_index_of_older_words_answers_until_the_new_one_is_built(small):
    folder = generations.current(small.root)
    shape = (folder / "FINGERPRINT").read_text().partition("-")[0]
    (folder / "FINGERPRINT").write_text(f"{shape}-older")
    assert SearchIndex.open(small.root).size == small.size
    with pytest.raises(IndexOutdated):
        small.writer()


def test_a_missing_an_outdated_and_a_broken_index_have_names(small, tmp_path):
    with pytest.raises(IndexMissing):
        SearchIndex.open(tmp_path / "nowhere")
    folder = generations.current(small.root)
    (folder / "meta.json").write_text("{")
    with pytest.raises(IndexCorrupt):
        SearchIndex.open(small.root)
    with pytest.raises(IndexCorrupt):
        small.writer()
    (folder / "FINGERPRINT").write_text("older")
    with pytest.raises(IndexOutdated):
        SearchIndex.open(small.root)
    with pytest.raises(IndexOutdated):
        small.writer()
    (small.root / "CURRENT").write_text("../../etc")
    with pytest.raises(IndexCorrupt):
        SearchIndex.open(small.root)
    with small.rebuild() as writer:
        writer.put([work(1, "Laut Bercerita")])
        writer.commit("new")
        writer.publish()
    assert SearchIndex.open(small.root).size == 1


def test_what_interrupted_builds_left_behind_does_not_fill_the_disk(small):
    for _time in range(3):
        with small.rebuild() as writer:  # never published
            writer.put([work(1, "Laut Bercerita")])
            writer.commit("half")
    answering = generations.current(small.root)
    folders = sorted(path.name for path in small.root.iterdir() if path.is_dir())
    assert folders == [answering.name, "g000004"]
    assert SearchIndex.open(small.root).size == small.size


def test_a_reader_that_looks_while_a_new_generation_takes_over_goes_on(small, monkeypatch):
    monkeypatch.setattr("serambi.discovery.index.searching.LOOK_EVERY", 0)
    reader = SearchIndex.open(small.root)
    old = generations.current(small.root)
    with small.rebuild() as writer:
        writer.put([work(6, "Saman")])
        writer.commit("y")
        writer.publish()
    said = [old]  # what the reader read the moment before, when the files were already gone
    now = generations.current
    monkeypatch.setattr(generations, "current", lambda root: said.pop() if said else now(root))
    assert reader.size == 1
    said.append(old)
    assert SearchIndex.open(small.root).size == 1


KILLED = """
import os, signal, sys
from serambi.discovery.index import SearchIndex, WorkDocument
writer = SearchIndex(sys.argv[1]).writer()
writer.put([WorkDocument(work_id=1, titles=["Laut Bercerita"])])
writer.commit("1")
writer.put([WorkDocument(work_id=2, titles=["Amba"])])
if sys.argv[2] == "after":
    writer._writer.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_killed_indexer_goes_on_from_its_last_commit(small, moment):
    before = small.size
    ended = subprocess.run([sys.executable, "-c", KILLED, str(small.root), moment], check=False)
    assert ended.returncode == -9
    with small.writer() as writer:
        assert writer.cursor == "1"
        writer.put([work(2, "Amba")])
        writer.commit("2")
    small.refresh()
    assert small.size == before + 2
    assert small.search(parse("amba")).work_ids == (2,)


@pytest.mark.parametrize(
    "odd",
    [
        work(1, ""),
        work(
            1,
            "\x00\x1f Laut \ud800 😀",
            author_display=["\x1f", "A\x1fB"],
            author_ids=[0, 5],
            subjects=["", "x" * 5000],
        ),
        work(1, "Laut " * 5000, summary="kata " * 50_000, isbns=["x", "-", "978"], years=[-5, 0, 99999, 2001]),
        work(1, "Laut", call_numbers=["", "???", "813" * 50], popularity=-3.0, added_at=-1, class_main=["", "8"]),
    ],
)
def test_odd_works_are_indexed(small, odd):
    with small.writer() as writer:
        writer.put([odd])
        writer.commit("odd")
    small.refresh()
    assert 1 in small.search(Query(), size=100).work_ids
    small.suggest("laut")
    small.suggest("a")
    json.dumps([one.text for one in small.suggest("ab")])


def test_pages_are_bounded_and_never_an_error(index):
    everything = index.search(Query(), page=1)
    assert everything.total == index.size
    assert everything.pages == -(-index.size // 20)
    pages = [index.search(Query(), page=page).work_ids for page in range(1, everything.pages + 1)]
    assert len({one for page in pages for one in page}) == index.size
    assert index.search(Query(), page=everything.pages + 1).work_ids == ()
    for page in (51, 10**9, 0, -1):
        refused = index.search(Query(), page=page)
        assert refused.refused
        assert refused.work_ids == ()
        assert refused.total == index.size


def test_sorting(index, works):
    from dataclasses import replace

    def sorted_by(sort):
        return index.search(replace(parse("islam"), sort=sort), size=100).work_ids

    by_id = {one.work_id: one for one in works}
    newest = [by_id[one].added_at for one in sorted_by("newest")]
    assert newest == sorted(newest, reverse=True)
    years = [by_id[one].years for one in sorted_by("year_asc")]
    known = [year[0] for year in years if year]
    assert known == sorted(known)
    assert years == [year for year in years if year] + [year for year in years if not year]
    latest = [by_id[one].years[-1] if by_id[one].years else 0 for one in sorted_by("year_desc")]
    assert latest == sorted(latest, reverse=True)
    titles = [by_id[one].titles[0].lower()[:3] for one in sorted_by("title")]
    assert titles == sorted(titles)
    assert len(sorted_by("author")) == len(titles)
