"""Why a work stands where it stands: which steps of the order it reaches for a question, in words for staff."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from serambi.discovery.index import SearchIndex
from serambi.discovery.index import ranking as steps
from serambi.discovery.query import Query
from serambi.discovery.words.tokens import exact_tokens, form_tokens, forms_of, title_key

__all__ = ["Reason", "place_of", "reasons_for"]

LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the order. `points` is what reaching it is worth."""

    words: str
    points: float
    reached: bool


def place_of(index: SearchIndex, query: Query, work_id: int) -> int | None:
    """Its place in the results, from 1; None when it is not among the first hundred."""
    found = index.search(query, size=LOOKED_AT).work_ids
    return found.index(work_id) + 1 if work_id in found else None


def reasons_for(query: Query, document) -> list[Reason]:
    """The steps for one work (its `WorkDocument`), the highest first. Approximate where word scores decide."""
    words = list(query.words)
    titles = [exact_tokens(title) for title in document.titles]
    title = set(titles[0]) if titles else set()
    names = {word for name in (*document.author_display, *document.author_variants) for word in exact_tokens(name)}
    english = bool(document.languages) and all(language == "eng" for language in document.languages)
    stems = set(form_tokens(document.titles[0], english=english)) if document.titles else set()

    def all_in(there: Callable[[str], bool]) -> bool:
        return bool(words) and all(there(word) for word in words)

    def in_form(word: str) -> bool:
        return not stems.isdisjoint(forms_of(word))

    key = title_key(" ".join(words))
    checks = [
        (
            _("The words are the whole title"),
            steps.EXACT_TITLE,
            bool(document.titles) and key == title_key(document.titles[0]),
        ),
        (
            _("The words are another title of the work"),
            steps.OTHER_TITLE,
            any(key == title_key(other) for other in document.titles[1:]),
        ),
        (
            _("The words are the whole name of an author"),
            steps.EXACT_AUTHOR,
            any(sorted(exact_tokens(name)) == sorted(words) for name in document.author_display),
        ),
        (
            _("The words stand side by side in the title"),
            steps.TITLE_PHRASE,
            len(words) > 1 and any(_side_by_side(words, each) for each in titles),
        ),
        (_("All words are in the title"), steps.ALL_IN_TITLE, len(words) > 1 and all_in(title.__contains__)),
        (
            _("All words are in the title or the author's name"),
            steps.ALL_IN_TITLE_AND_AUTHOR,
            len(words) > 1 and all_in(lambda word: in_form(word) or word in names),
        ),
        (
            _("All words are in the title in another form"),
            steps.ALL_FORMS_IN_TITLE,
            len(words) > 1 and all_in(in_form),
        ),
    ]
    return [Reason(text, points, reached) for text, points, reached in checks]


def _side_by_side(words: list[str], title: list[str]) -> bool:
    return any(title[at : at + len(words)] == words for at in range(len(title) - len(words) + 1))


def plain(query: Query) -> Query:
    """The question in the order of relevance, without filters."""
    return replace(query.without_filters(), sort="relevance")
