"""Marking the words of a title that answer the question, in whatever form they stand there."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from rapidfuzz.distance import OSA

from serambi.discovery.query import Query
from serambi.discovery.words.tokens import exact_tokens, forms_of

__all__ = ["Marker", "is_near"]

WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
SHORTEST_BEGINNING = 3
SHORT_WORD = 5


def is_near(one: str, other: str) -> bool:
    """Two words a few slips of the pen apart: one in short words, two from six letters on."""
    most = 2 if min(len(one), len(other)) > SHORT_WORD else 1
    return len(one) >= SHORTEST_BEGINNING and OSA.distance(one, other, score_cutoff=most) <= most


class Marker:
    """Marks what one question asked for; made once for a page of results."""

    def __init__(self, query: Query, completed: tuple[str, ...] = ()):
        words = [word for clause in query.clauses if not clause.negative for word in clause.words]
        self._words = {*words, *completed}
        self._forms = set() if query.exact else {form for word in words for form in forms_of(word)}
        self._near = query.fuzzy or query.similar
        last = query.words[-1:] if query.words else ()
        self._beginning = last[0] if last and len(last[0]) >= SHORTEST_BEGINNING and not query.exact else ""

    def mark(self, text: str) -> SafeString:
        """The text, safe for a page, with `<mark>` around the words that were asked for."""
        if not self._words:
            return escape(text)
        out, at = [], 0
        for match in WORD.finditer(text):
            if self._asked(match[0]):
                out += [escape(text[at : match.start()]), "<mark>", escape(match[0]), "</mark>"]
                at = match.end()
        out.append(escape(text[at:]))
        return mark_safe("".join(out))  # noqa: S308  (every piece is escaped above)

    def _asked(self, shown: str) -> bool:
        for word in exact_tokens(shown):
            if word in self._words or (self._forms and not self._forms.isdisjoint(forms_of(word))):
                return True
            if self._beginning and word.startswith(self._beginning):
                return True
            if self._near and any(is_near(word, asked) for asked in self._words):
                return True
        return False
