"""One work into the fields of the index."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from serambi.discovery.index.document import WorkDocument
from serambi.discovery.words.identifiers import call_number_keys, code_keys
from serambi.discovery.words.tokens import exact_tokens, form_tokens, tight_keys, title_key
from serambi.kit.folding import fold, fold_old_spelling

__all__ = ["SEPARATOR", "author_key", "fields_of"]

SEPARATOR = "\x1f"  # between the parts of an entry; no folded text contains it
LONGEST_TEXT = 20_000  # characters of a summary, contents or notes that are searched
LONGEST_KEY = 500
LONGEST_NAME = 200
LONGEST_HEADING = 1000
MOST_ENTRY_STARTS = 4
MOST_ENTRY_WORDS = 12
MOST_TIGHT_WORDS = 40
KEPT_HEADINGS = 50_000
SUBTITLE = re.compile(r"\s*[:/=;]\s|\s*[:/=;]\Z|\s+\(")
LAST_YEAR = 2200
HOME_LANGUAGE = "ind"
UNKNOWN_LAST = "\U0010fffd"


def author_key(tokens: Iterable[str]) -> str:
    """A name regardless of the order of its parts: "Hirata, Andrea" and "Andrea Hirata" share it."""
    return " ".join(sorted(tokens))[:LONGEST_KEY]


def fields_of(work: WorkDocument) -> dict[str, list]:
    """The field values of one work, ready for `tantivy.Document.from_dict`."""
    english = bool(work.languages) and all(language == "eng" for language in work.languages)
    titles = [title for title in work.titles if title.strip()] or [""]
    main = titles[0]
    title_words = [exact_tokens(title) for title in titles]
    title_forms = [" ".join(form_tokens(title, english=english)) for title in titles]
    people = [_heading(name, False) for name in (*work.author_display, *work.author_variants)]
    subjects = [_heading(subject, english) for subject in work.subjects]
    others = [_heading(name, english) for name in (*work.series, *work.publishers)]
    texts = [text[:LONGEST_TEXT] for text in (work.summary, work.contents, work.notes) if text]
    whole_key, short_key = title_key(main), title_key(SUBTITLE.split(main, maxsplit=1)[0])
    years = sorted({year for year in work.years if 0 < year <= LAST_YEAR})
    title_lines = [" ".join(words) for words in title_words]
    values = {
        "work_id": [work.work_id],
        "title_exact": title_lines,
        "title_form": title_forms,
        "author_exact": list(dict.fromkeys(line for person in people for line in person.spellings)),
        "subject_exact": [subject.exact for subject in subjects],
        "subject_form": [subject.forms for subject in subjects],
        "series": [_heading(name, english).exact for name in work.series],
        "publisher": [_heading(name, english).exact for name in work.publishers],
        "all_exact": [
            *title_lines,
            *(heading.exact for heading in (*people, *subjects, *others)),
            *(" ".join(exact_tokens(text)) for text in texts),
        ],
        "all_form": [
            *title_forms,
            *(heading.forms for heading in (*people, *subjects, *others)),
            *(" ".join(form_tokens(text, english=english)) for text in texts),
        ],
        "tight": sorted(set().union(*(tight_keys(words[:MOST_TIGHT_WORDS]) for words in title_words))),
        "title_key": [whole_key[:LONGEST_KEY]],
        "short_key": [short_key[:LONGEST_KEY]] if short_key != whole_key else [],
        "other_key": sorted(_other_keys(titles) - {whole_key, short_key, ""}),
        "author_key": sorted({author_key(line.split()) for person in people for line in person.spellings if line}),
        "code": _codes(work),
        "call": sorted(set().union(*map(_call_keys, {*work.call_numbers, *work.ddc}))),
        "title_edge": [whole_key[:LONGEST_NAME]],
        "title_trigram": [title_lines[0][:LONGEST_NAME]],
        "author_entry": _entries(work.author_display, work.author_ids),
        "subject_entry": _entries(work.subjects, work.subject_ids),
        "format": _choices(work.formats),
        "availability": _choices(["available"] * work.available + ["online"] * work.online),
        "branch": _choices(work.branches),
        "available_branch": _choices(work.available_branches),
        "language": _choices(work.languages),
        "audience": _choices(work.audience),
        "class": _choices(work.class_main),
        "accessible": ["yes"] * work.accessible,
        "year": years,
        "decade": sorted({year // 10 * 10 for year in years}),
        "subject_id": _ids(work.subject_ids),
        "author_id": _ids(work.author_ids),
        "series_id": _ids(work.series_ids),
        "sort_title": [_sort_key(work.sort_title or main)],
        "sort_author": [_sort_key(work.sort_author or next(iter(work.author_display), ""))],
        "added_at": [work.added_at],
        "year_first": [years[0] if years else LAST_YEAR + 1],
        "year_last": [years[-1] if years else 0],
        "popularity": [max(0.0, work.popularity)],
        "boost": [_boost(work)],
        "fiction": [work.fiction],
        "display": [_sound(main)],
    }
    return {name: value for name, value in values.items() if value}


class _Heading(NamedTuple):
    exact: str
    forms: str
    spellings: tuple[str, ...]  # the folded words, and once more in modern spelling where that differs


@lru_cache(maxsize=KEPT_HEADINGS)
def _heading(name: str, english: bool) -> _Heading:
    """A name, subject, series or publisher: the same one stands on many works."""
    name = name[:LONGEST_HEADING]
    exact = " ".join(exact_tokens(name))
    forms = " ".join(form_tokens(name, english=english))
    return _Heading(exact, forms, tuple(dict.fromkeys((exact, fold_old_spelling(name)))))


_call_keys = lru_cache(maxsize=KEPT_HEADINGS)(call_number_keys)


def _other_keys(titles: list[str]) -> set[str]:
    """Variant titles, the parts of titles around their punctuation, and the main title in modern spelling."""
    keys = {title_key(part)[:LONGEST_KEY] for title in titles for part in (title, *SUBTITLE.split(title))}
    return keys | {title_key(fold_old_spelling(titles[0]))[:LONGEST_KEY]}


def _choices(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})


def _ids(values: Iterable[int]) -> list[int]:
    return sorted({value for value in values if value})


def _sort_key(text: str) -> str:
    return (fold(text) or UNKNOWN_LAST)[:LONGEST_NAME]


def _sound(text: str) -> str:
    """Text that can be stored: half characters from broken records become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _codes(work: WorkDocument) -> list[str]:
    numbers = [*work.isbns, *work.issns, *work.control_numbers, *work.barcodes]
    return sorted({key for number in numbers for key in code_keys(number)})


def _entries(names: list[str], ids: list[int]) -> list[str]:
    if len(ids) != len(names):
        ids = [0] * len(names)
    return list(dict.fromkeys(entry for name, number in zip(names, ids, strict=True) for entry in _entry(name, number)))


@lru_cache(maxsize=KEPT_HEADINGS)
def _entry(name: str, number: int) -> tuple[str, ...]:
    """A name for suggestions, once per word it may be asked by: "hirata andrea", "andrea hirata"."""
    words = exact_tokens(name[:LONGEST_NAME])[:MOST_ENTRY_WORDS]
    shown = _sound(name[:LONGEST_NAME]).replace(SEPARATOR, " ")
    return tuple(
        SEPARATOR.join((" ".join([*words[start:], *words[:start]]), shown, str(number)))
        for start in range(min(len(words), MOST_ENTRY_STARTS))
    )


def _boost(work: WorkDocument) -> float:
    """Between 0 and 0.6: how much a known book goes before an unknown one that matches equally well, and one in the
    language of the country before others: "atlas" means an atlas most visitors can read."""
    used = max(0.0, work.popularity)
    home = HOME_LANGUAGE in work.languages
    return 0.4 * used / (used + 25.0) + 0.05 * work.available + 0.01 * min(max(work.editions - 1, 0), 5) + 0.1 * home
