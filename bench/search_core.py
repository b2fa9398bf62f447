"""How fast the search core answers, without web pages: `python bench/search_core.py [works] [titles.csv]`.

Builds an index of varied real titles in a temporary folder and prints a table of p50 and p95 in milliseconds for
each kind of question: the page of results, and the page with the facets of the first screen. Every question is
asked once per round with another wording, so that kept answers do not flatter the figures.
"""

import csv
import itertools
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from serambi.discovery.index import LAZY, SearchIndex, WorkDocument
from serambi.discovery.query import Query, parse

BATCH = 20_000
ROUNDS = 60
BRANCHES = ["pusat", "timur", "barat", "selatan", "utara", "keliling", "kampus", "pasar"]
FORMATS = ["book"] * 14 + ["ebook"] * 3 + ["audiobook", "braille", "largeprint", "journal", "film"]
AUDIENCES = ["adult"] * 6 + ["teen", "child", "child"]


def varied(rows: list[dict], count: int) -> Iterator[WorkDocument]:
    """Works made of real titles: words of two titles mixed after the first round, other people, other years."""
    chance = random.Random(7)
    titles = [row["title"] for row in rows]
    people = [name.strip() for row in rows for name in row["authors"].split(";") if name.strip()]
    subjects = sorted({word for row in rows for word in row["subjects"].split(";") if word.strip()})
    subjects += [f"{first} {second}" for first, second in zip(people[:18_000], titles, strict=False)][:18_000]
    classes = [row["ddc"] for row in rows if row["ddc"][:3].isdigit()]
    for number in range(1, count + 1):
        row = rows[number % len(rows)]
        title = row["title"]
        if number >= len(rows):
            words = title.split()
            other = chance.choice(titles).split()
            cut = chance.randint(1, max(1, len(words)))
            title = " ".join([*words[:cut], *other[chance.randint(0, len(other) - 1) :]])
        author = chance.choice(people)
        ddc = chance.choice(classes)
        branches = chance.sample(BRANCHES, chance.randint(1, 3))
        shelf = [branch for branch in branches if chance.random() < 0.6]
        picked = [int(len(subjects) * chance.random() ** 2) for _ in range(chance.randint(1, 3))]
        yield WorkDocument(
            work_id=number,
            titles=[title],
            author_display=[author],
            author_ids=[hash(author) % 1_000_003 + 1],
            subjects=[subjects[each] for each in picked],
            subject_ids=[each + 1 for each in picked],
            publishers=[row["publisher"]] if row["publisher"] else [],
            isbns=[f"978602{number:06d}0"],
            call_numbers=[f"{ddc} {author[:3]} {title[:1]}"],
            ddc=[ddc],
            class_main=[ddc[0], ddc[:3]],
            formats=[chance.choice(FORMATS)],
            branches=branches,
            available_branches=shelf,
            available=bool(shelf),
            online=chance.random() < 0.1,
            languages=["ind" if chance.random() < 0.85 else "eng"],
            years=[chance.randint(1950, 2025)],
            audience=[chance.choice(AUDIENCES)],
            accessible=chance.random() < 0.05,
            added_at=1_600_000_000 + number,
            popularity=chance.random() ** 6 * 400,
        )


def questions(rows: list[dict]) -> dict[str, list[Query]]:
    """For each kind of question ROUNDS different ones."""
    chance = random.Random(11)
    titles = [title for title in (row["title"] for row in rows) if 2 <= len(title.split()) <= 6]
    picked = [chance.choice(titles) for _ in range(ROUNDS)]
    frequent = [
        *("islam", "indonesia", "anak", "cerita", "belajar", "bahasa", "sejarah", "ekonomi", "hukum", "agama"),
        *("pendidikan", "komputer", "buku", "ilmu", "hidup", "cinta", "manajemen", "seri", "dunia", "muslim"),
        *("kisah", "dasar", "panduan", "negara", "politik", "masyarakat"),
    ]
    names = [row["authors"].split(";")[0] for row in rows if len(row["authors"].split(",")[0]) > 5]
    pairs = [f"{first} {second}" for first, second in itertools.permutations(frequent[:10], 2)]
    return {
        "common word": [parse(word) for word in itertools.islice(itertools.cycle(frequent), ROUNDS)],
        "rare word": [parse(max(title.split(), key=len)) for title in picked],
        "two common words": [parse(pair) for pair in pairs[:ROUNDS]],
        "known title": [parse(title) for title in picked],
        "title and author": [parse(f"{title} {chance.choice(names)}") for title in picked[:ROUNDS]],
        "author": [parse(chance.choice(names)) for _ in range(ROUNDS)],
        "phrase": [parse(f'"{" ".join(title.split()[:2])}"') for title in picked],
        "mistyped": [parse(title[:3] + title[4:]) for title in picked],
        "filtered": [
            query.with_filter("branch", place).with_filter("availability", "available").with_filter("format", "book")
            for query, place in zip(itertools.cycle(map(parse, frequent)), BRANCHES * 8, strict=False)
        ][:ROUNDS],
        "by year": [replace(parse(word), sort="year_desc") for word in (frequent * 3)[:ROUNDS]],
        "empty, filtered": [
            Query().with_filter("branch", place).with_filter("language", code).with_filter("year", f"{year}-{year + 9}")
            for place in BRANCHES
            for code in ("ind", "eng")
            for year in (1990, 2000, 2010, 2020)
        ][:ROUNDS],
        "empty": [Query()] * ROUNDS,
    }


def timed(action: Callable, *, forget: Callable) -> float:
    """Milliseconds of one call, with nothing kept from an earlier one."""
    forget()
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def line(name: str, times: list[float], extra: str = "") -> str:
    times = sorted(times)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return f"{name:34} {statistics.median(times):9.2f} {p95:9.2f}   {extra}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    source = Path(sys.argv[2] if len(sys.argv) > 2 else "/work/shared/data/indonesian_titles.csv")
    with source.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    folder = Path(tempfile.mkdtemp(prefix="serambi-bench-"))
    try:
        measure(rows, count, folder)
    finally:
        shutil.rmtree(folder)


def measure(rows: list[dict], count: int, folder: Path) -> None:
    index = SearchIndex(folder)
    start = time.perf_counter()
    with index.rebuild() as writer:
        works = varied(rows, count)
        while batch := list(itertools.islice(works, BATCH)):
            writer.put(batch)
        writer.commit("end")
        writer.publish()
    took = time.perf_counter() - start
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"{count} works: built in {took:.1f} s ({count / took:.0f}/s), {size:.0f} MB")
    with index.writer() as writer:
        updates = []
        for work in itertools.islice(varied(rows, 5), 5):
            start = time.perf_counter()
            writer.put([work])
            writer.commit("later")
            updates.append((time.perf_counter() - start) * 1000)
    index = SearchIndex.open(folder)

    def forget() -> None:
        index._now().answers.clear()

    print(f"{'milliseconds':34} {'p50':>9} {'p95':>9}")
    everything = []
    for name, asked in questions(rows).items():
        for query in asked[:3]:
            index.search(query)
        hits = statistics.median(index.count(query) for query in asked)
        print(line(name, [timed(lambda q=q: index.search(q), forget=forget) for q in asked], f"{hits:.0f} works"))
        keep = (lambda: None) if name == "empty" else forget
        whole = [timed(lambda q=q: (index.search(q), index.facets(q)), forget=keep) for q in asked]
        print(line("   and the facets of the screen", whole))
        everything += whole
    print(line("all questions with facets", everything))
    lazy = questions(rows)["common word"][:30]
    times = [timed(lambda q=q: index.facets(q, LAZY), forget=forget) for q in lazy]
    print(line("subject, author, series facets", times))
    wrong = questions(rows)["mistyped"]
    print(line("did you mean", [timed(lambda q=q: index.did_you_mean(q), forget=forget) for q in wrong]))
    print(line("rescue, all steps", [timed(lambda q=q: index.rescue(q), forget=forget) for q in wrong]))
    typed = [title["title"][:length] for title in rows[::97] for length in (2, 3, 5, 9)]
    print(line("suggestions", [timed(lambda t=t: index.suggest(t), forget=lambda: None) for t in typed]))
    print(line("one work written and committed", updates))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, writer included")


if __name__ == "__main__":
    main()
