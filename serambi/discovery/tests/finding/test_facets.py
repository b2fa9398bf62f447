"""Facet counts against counting by hand."""

import itertools

import pytest

from serambi.discovery.index import FIRST_SCREEN, LAZY
from serambi.discovery.query import Query, parse

CHOICES = {
    "format": ["book", "ebook"],
    "branch": ["pusat", "timur"],
    "availability": ["available", "online"],
    "year": ["2010-2019", "2020-2029", "1999-2003"],
    "subject": ["7"],
    "language": ["ind", "xyz"],
}


def passes(work, chosen):
    """The rules of the facets, said once more and slowly."""
    branches, availability = chosen.get("branch", ()), chosen.get("availability", ())
    checks = [
        not chosen.get("format") or set(work.formats) & set(chosen["format"]),
        not chosen.get("language") or set(work.languages) & set(chosen["language"]),
        not branches or set(work.branches) & set(branches),
        not chosen.get("subject") or set(map(str, work.subject_ids)) & set(chosen["subject"]),
    ]
    if availability:
        on_shelf = bool(set(work.available_branches) & set(branches)) if branches else work.available
        checks.append(("available" in availability and on_shelf) or ("online" in availability and work.online))
    if chosen.get("year"):
        spans = [tuple(map(int, value.split("-"))) for value in chosen["year"]]
        checks.append(any(first <= year <= last for year in work.years for first, last in spans))
    return all(checks)


SINGLES = [{name: [value]} for name, values in CHOICES.items() for value in values]
COMBINED = [
    {"branch": ["timur"], "availability": ["available"]},
    {"branch": ["timur"], "availability": ["online"]},
    {"branch": ["pusat"], "availability": ["available", "online"], "format": ["book"]},
    {"branch": ["pusat", "timur"], "availability": ["available"]},
    {"format": ["ebook", "book"], "year": ["2010-2019", "2020-2029"]},
    {"availability": ["available", "online"], "year": ["1999-2003"]},
    {"subject": ["7"], "branch": ["timur"], "format": ["book"]},
    {},
]


@pytest.mark.parametrize("text", ["", "islam", "buku anak"])
@pytest.mark.parametrize("chosen", [*SINGLES, *COMBINED], ids=str)
def test_every_count_is_what_choosing_that_value_shows(index, works, text, chosen):
    query = parse(text)
    matching = set(index.search(query, size=100).work_ids) if text else {work.work_id for work in works}
    assert not text or index.count(query) <= 100
    shelf = [work for work in works if work.work_id in matching]
    for name, values in chosen.items():
        query = query.with_filter(name, *values)
    assert index.count(query) == sum(passes(work, chosen) for work in shelf)
    facets = index.facets(query, FIRST_SCREEN + LAZY)
    for name in ("format", "branch", "availability", "year", "subject", "language"):
        for value in facets[name]:
            alone = {**chosen, name: [value.value]}
            assert value.count == sum(passes(work, alone) for work in shelf), (name, value)
            assert value.selected is (value.value in chosen.get(name, ()))
        assert {value.value for value in facets[name]} >= set(chosen.get(name, ()))


def test_adding_a_value_of_the_same_facet_never_shows_less(index):
    for first, second in itertools.permutations(["book", "ebook"]):
        one = parse("islam").with_filter("format", first)
        assert index.count(one.toggled("format", second)) >= index.count(one)


def test_the_most_frequent_of_many_subjects_are_counted_exactly(build, tmp_path):
    from serambi.discovery.index import WorkDocument

    works = [
        WorkDocument(
            work_id=number, titles=["Senja"], subject_ids=sorted({number % each + 1 for each in (700, 13, 211)})
        )
        for number in range(1, 3000)
    ]
    index = build(tmp_path / "i", works)
    with index.writer() as writer:  # several segments
        for number in range(3000, 3300, 100):
            extra = [
                WorkDocument(work_id=one, titles=["Fajar"], subject_ids=[one % 700 + 1])
                for one in range(number, number + 100)
            ]
            works += extra
            writer.put(extra)
            writer.commit(str(number))
    index.refresh()
    for value in index.facets(Query(), ("subject",))["subject"]:
        assert value.count == sum(int(value.value) in work.subject_ids for work in works)


def test_unknown_values_show_nothing_and_harm_nothing(index):
    assert index.search(Query().with_filter("branch", "nowhere")).total == 0
    facets = index.facets(Query().with_filter("branch", "nowhere"))
    assert [(value.value, value.count) for value in facets["branch"] if value.selected] == [("nowhere", 0)]
    assert facets["branch"][0].count > 0


def test_no_class_is_left_out_however_many_there_are(build, tmp_path):
    from serambi.discovery.index import WorkDocument

    codes = [*map(str, range(10)), *(f"{n:02}" for n in range(100)), *(f"{n:03}" for n in range(1000)), "2x", "2x4"]
    index = build(
        tmp_path / "i",
        [WorkDocument(work_id=number, titles=["Senja"], class_main=[code]) for number, code in enumerate(codes, 1)],
    )
    counted = {value.value: value.count for value in index.facets(Query(), ("class",))["class"]}
    assert counted == dict.fromkeys(codes, 1)
