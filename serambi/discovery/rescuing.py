"""Nothing was found: what we read differently, word by word, and every other way to the book."""

from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serambi.discovery.cards import Card, cards_for
from serambi.discovery.choices import TITLES
from serambi.discovery.highlighting import Marker, is_near
from serambi.discovery.index import SearchIndex, Step
from serambi.discovery.query import Query, parse, to_address
from serambi.discovery.words.tokens import exact_tokens
from serambi.kit.folding import OLD_DIGRAPHS, OLD_PAIR

__all__ = ["Change", "Rescue", "Way", "changes", "rescue"]

SHOWN = 5
REASONS = {
    "old_spelling": gettext_lazy("old spelling"),
    "two_words": gettext_lazy("two words"),
    "one_word": gettext_lazy("one word"),
    "near": gettext_lazy("nearly the same letters"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A word as typed, what we take it for, and why."""

    typed: str
    taken: str
    reason: str


@dataclass(frozen=True, slots=True)
class Way:
    """A changed search that finds something."""

    label: str
    url: str
    count: int
    reason: str


@dataclass(slots=True)
class Rescue:
    meant: SafeString | str = ""
    meant_url: str = ""
    meant_count: int = 0
    changes: list[Change] = field(default_factory=list)
    rows: list[tuple[Card, SafeString]] = field(default_factory=list)
    rows_say: str = ""
    fewer: list[Way] = field(default_factory=list)
    others: list[Way] = field(default_factory=list)


def rescue(index: SearchIndex, query: Query, path: str, *, hidden: tuple[str, ...] = ()) -> Rescue:
    """What to offer instead of an empty page. `hidden` names filters that the addresses must not show."""

    def address(changed: Query) -> str:
        for name in hidden:
            changed = changed.with_filter(name)
        return f"{path}?{to_address(changed)}"

    found = Rescue()
    best: Query | None = None
    for step in index.rescue(query):
        if any(query.chosen(name) != step.query.chosen(name) for name in hidden):
            continue  # a step out of the children's door
        if step.reason == "spelling":
            best = step.query
            found.meant, found.changes = respelling(query.text, step.query.text), changes(query.text, step.query.text)
            found.meant_url, found.meant_count = address(step.query), step.count
            found.rows_say = _("What we found with that spelling")
        elif step.reason == "near_words" and best is None:
            best = step.query
            found.rows_say = _("Titles with words like these")
        elif step.reason == "fewer_words" and not step.query.at_least:
            found.fewer.append(Way(step.query.text, address(step.query), step.count, step.reason))
            if best is None:
                best, found.rows_say = step.query, _("Titles with some of these words")
        elif step.reason != "fewer_words":
            found.others.append(_way(step, address))
        elif best is None:
            best = step.query
            found.rows_say = _("Titles with some of these words")
    if best is not None:
        marker = Marker(best)
        cards = cards_for(index.search(best, size=SHOWN).work_ids)
        found.rows = [(card, marker.mark(card.title)) for card in cards]
        if best.fuzzy and cards and not found.meant:
            _mean_the_title(found, index, query, cards[0].title, address)
    return found


def _mean_the_title(found: Rescue, index: SearchIndex, query: Query, title: str, address) -> None:
    """When every word typed is nearly one of the first title's, those are the words that were meant."""
    pairs = towards(query.words, title)
    if not pairs or len(query.words) != len([clause for clause in query.clauses if not clause.negative]):
        return
    text = " ".join(taken for _typed, taken in pairs)
    meant = replace(parse(text), filters=query.filters)
    if count := index.count(meant):
        found.meant, found.meant_url, found.meant_count = respelling(query.text, text), address(meant), count
        found.changes = [
            Change(typed, taken, _reason([typed], taken.split())) for typed, taken in pairs if typed != taken
        ]
        found.rows_say = _("What we found with that spelling")


def towards(words: tuple[str, ...], title: str) -> list[tuple[str, str]]:
    """(typed, meant) for every word, from the words of a title; empty when one of them has no likeness there."""
    there = exact_tokens(title)
    joined = {first + second: f"{first} {second}" for first, second in pairwise(there)}
    pairs = []
    for word in words:
        if word in there:
            taken = word
        elif word in joined:
            taken = joined[word]
        else:
            taken = next((token for token in there if is_near(token, word)), "")
        if not taken:
            return []
        pairs.append((word, taken))
    return pairs


def _way(step: Step, address) -> Way:
    if step.reason == "inexact":
        label = _("Also other forms of the words")
    elif step.reason == "other_formats":
        label = _("In other formats")
    elif step.detail:
        label = _("Without the filter %(filter)s") % {"filter": TITLES[step.detail]}
    else:
        label = _("Without any filter")
    return Way(label, address(step.query), step.count, step.reason)


def changes(typed: str, taken: str) -> list[Change]:
    """What differs between two spellings of a question, word by word, with the reason."""
    old, new = exact_tokens(typed), exact_tokens(taken)
    found = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _paired(old[old_from:old_to], new[new_from:new_to])
    return found


def _paired(before: list[str], after: list[str]) -> list[Change]:
    """Words opposite each other; a word that was written in two, or two written in one, stays together."""
    found = []
    while before and after:
        if before[0] == "".join(after[:2]) and len(after) > 1:
            old_words, new_words = before[:1], after[:2]
        elif after[0] == "".join(before[:2]) and len(before) > 1:
            old_words, new_words = before[:2], after[:1]
        elif len(before) == 1 or len(after) == 1:
            old_words, new_words = before, after
        else:
            old_words, new_words = before[:1], after[:1]
        before, after = before[len(old_words) :], after[len(new_words) :]
        if old_words != new_words:
            found.append(Change(" ".join(old_words), " ".join(new_words), _reason(old_words, new_words)))
    return found


def _reason(before: list[str], after: list[str]) -> str:
    if "".join(before) == "".join(after):
        return str(REASONS["two_words"] if len(after) > len(before) else REASONS["one_word"])
    if _modern(before) == _modern(after):
        return str(REASONS["old_spelling"])
    return str(REASONS["near"])


def _modern(words: list[str]) -> str:
    """Every old pair made new, also where the fold is careful because the word alone proves nothing."""
    return OLD_PAIR.sub(lambda pair: OLD_DIGRAPHS[pair[0]], " ".join(words))


def respelling(typed: str, taken: str) -> SafeString:
    """The corrected question with the letters that differ marked."""
    shown = taken[:1].upper() + taken[1:]
    out = []
    for kind, _a, _b, start, end in SequenceMatcher(None, typed.lower(), taken.lower(), autojunk=False).get_opcodes():
        if piece := shown[start:end]:
            out.append(escape(piece) if kind == "equal" else format_html("<mark>{}</mark>", piece))
    return mark_safe("".join(out))  # noqa: S308  (every piece is escaped above)
