"""Which works answer a question: the part of the search that decides, before anything is ranked."""

import re
from dataclasses import dataclass, field

import tantivy

from serambi.discovery.index.schema import schema
from serambi.discovery.index.spelling import near_words, similar_titles
from serambi.discovery.index.terms import SHOULD, Lookup, all_of, any_of, nothing, phrase, term
from serambi.discovery.query.asked import Clause, Query
from serambi.discovery.words.identifiers import call_number_key, code_keys, code_of, looks_like_call_number
from serambi.discovery.words.numerals import other_numerals
from serambi.discovery.words.stopwords import is_optional
from serambi.discovery.words.synonyms import longest_source, meanings
from serambi.discovery.words.tokens import forms_of, spellings_of, title_key

__all__ = ["Match", "match"]

SHORTEST_PREFIX = 2
MOST_COMPLETIONS = 25
MOST_NEAR_WORDS = 4
SHORTEST_TIGHT = 4
HAS_DIGIT = re.compile(r"\d")
FIRST_YEAR, LAST_YEAR = 1, 2200


@dataclass(slots=True)
class Match:
    """The deciding query and what was learnt while it was built."""

    query: tantivy.Query
    words: list[Clause] = field(default_factory=list)  # free words that decide, for ranking
    optional: list[Clause] = field(default_factory=list)  # free words that may be missing
    meant: dict[str, list[str]] = field(default_factory=dict)  # free word -> words that records may say instead
    completed: dict[str, list[str]] = field(default_factory=dict)  # unfinished last word -> words it may become
    unknown: list[str] = field(default_factory=list)  # words that stand nowhere, in no form
    codes: list[str] = field(default_factory=list)  # the whole question is this number
    call_number: str = ""  # the whole question looks like this call number


def match(asked: Query, look: Lookup) -> Match:
    """The deciding query for everything but the filters."""
    found = Match(query=nothing())
    if asked.is_empty:
        found.query = tantivy.Query.all_query()
        return found
    if asked.similar:
        found.query = similar_titles(asked, look)
        return found
    code = code_of(asked.text) if asked.is_plain else None
    if code and not look.frequency("title_key", title_key(asked.text)):  # "1984" is a title first
        found.codes = look.known("code", code_keys(code))
        if found.codes:
            found.query = any_of(term("code", key) for key in found.codes)
            return found
    free = [clause for clause in asked.clauses if clause.is_free]
    needed = [_wanted(clause, look) for clause in asked.clauses if not clause.negative and not clause.is_free]
    needed += _free_words(free, asked, look, found, alone=not needed)
    query = _at_least(needed, asked.at_least) if asked.at_least else all_of(needed)
    if asked.is_plain and looks_like_call_number(asked.text):
        key = call_number_key(asked.text)
        if look.frequency("call", key):
            found.call_number = key
            found.unknown, found.completed = [], {}
            query = any_of([query, term("call", key)])
    unwanted = [_wanted(clause, look) for clause in asked.clauses if clause.negative]
    if unwanted:
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query), *((tantivy.Occur.MustNot, each) for each in unwanted)]
        )
    found.query = query
    return found


def _at_least(queries: list[tantivy.Query], count: int) -> tantivy.Query:
    if count >= len(queries):
        return all_of(queries)
    return tantivy.Query.boolean_query([(SHOULD, query) for query in queries], minimum_number_should_match=count)


def _free_words(free: list[Clause], asked: Query, look: Lookup, found: Match, *, alone: bool) -> list[tantivy.Query]:
    """One query per needed word, or per group of words that has another meaning together."""
    needed = [not is_optional(clause.words[0]) for clause in free]
    if alone and not any(needed):
        needed = [True] * len(free)
    found.words = [clause for clause, is_needed in zip(free, needed, strict=True) if is_needed]
    found.optional = [clause for clause, is_needed in zip(free, needed, strict=True) if not is_needed]
    queries, position = [], 0
    while position < len(free):
        length, meant = (1, ()) if asked.exact else _meanings(free, position)
        alike = [_word(free, at, asked, look, found) for at in range(position, position + length)]
        if any(needed[position : position + length]):
            others = [_meaning(target, look) for target in meant]
            said = [word for target in meant if not target.startswith("#") for word in target.split()]
            found.meant.update({clause.words[0]: said for clause in free[position : position + length]})
            queries.append(any_of([all_of(alike), *others]) if others else all_of(alike))
            if others:  # a word that only stands for others is not a mistyped one
                explained = {clause.words[0] for clause in free[position : position + length]}
                found.unknown = [word for word in found.unknown if word not in explained]
        position += length
    return queries


def _meanings(free: list[Clause], position: int) -> tuple[int, tuple[str, ...]]:
    for length in range(min(longest_source(), len(free) - position), 0, -1):
        if meant := meanings(tuple(clause.words[0] for clause in free[position : position + length])):
            return length, meant
    return 1, ()


def _meaning(target: str, look: Lookup) -> tantivy.Query:
    if target == "#fiction":
        return term("fiction", True)
    if target.startswith("#"):
        name, _, value = target[1:].partition(":")
        return term(name, value)
    return all_of(_forms(word, "all_form", look) for word in target.split())


def _forms(word: str, name: str, look: Lookup) -> tantivy.Query:
    return any_of(term(name, form) for form in look.known(name, forms_of(word)))


def _word(free: list[Clause], at: int, asked: Query, look: Lookup, found: Match) -> tantivy.Query:
    """Everything that counts as this word standing in a work."""
    word = free[at].words[0]
    if asked.exact:
        return term("all_exact", word)
    forms = [*forms_of(free[at].text), *(form for number in other_numerals(word) for form in forms_of(number))]
    options = [term("all_form", form) for form in look.known("all_form", forms)]
    options += [term("code", key) for key in look.known("code", [word])] if HAS_DIGIT.search(word) else []
    if len(word) >= SHORTEST_TIGHT or (HAS_DIGIT.search(word) and not word.isdigit()):
        options += [term("tight", key) for key in look.known("tight", [word])]
    for first, second in ((at - 1, at), (at, at + 1)):  # typed apart, written together: "super nova"
        if first >= 0 and second < len(free):
            together = free[first].words[0] + free[second].words[0]
            options += [term("all_exact", key) for key in look.known("all_exact", [together])]
    if not options:
        if at == len(free) - 1 and len(word) >= SHORTEST_PREFIX:
            completions = look.beginning_with(("title_exact", "author_exact", "subject_exact"), word, MOST_COMPLETIONS)
            if completions:
                found.completed[word] = completions
                options += [term("all_exact", each) for each in completions]
        if not options:
            found.unknown.append(word)
    if asked.fuzzy:
        options += [term("all_exact", near) for near in near_words(word, look)[:MOST_NEAR_WORDS]]
    return any_of(options)


def _wanted(clause: Clause, look: Lookup) -> tantivy.Query:
    """The query of a phrase or of a value in one field."""
    name, words = clause.field, list(clause.words)
    if name == "isbn":
        return any_of(term("code", key) for key in code_keys(clause.text))
    if name == "class":
        return term("call", call_number_key(clause.text))
    if name == "year":
        return _years(clause.text)
    if name == "author":
        written = [clause.text] if len(words) == 1 else words
        return all_of(any_of(term("author_exact", one) for one in spellings_of(word)) for word in written)
    if name in ("title", "subject") and not clause.quoted:
        return all_of(_forms(word, f"{name}_form", look) for word in words)
    place = {"": "all_exact", "title": "title_exact", "subject": "subject_exact"}.get(name, name)
    return phrase(place, words)


def _years(text: str) -> tantivy.Query:
    numbers = [int(number) for number in re.findall(r"\d{1,4}", text)][:2]
    if not numbers:
        return nothing()
    if "-" not in text:
        return term("year", numbers[0])
    first = FIRST_YEAR if text.lstrip().startswith("-") else numbers[0]
    last = numbers[-1] if len(numbers) > 1 or text.lstrip().startswith("-") else LAST_YEAR
    return tantivy.Query.range_query(schema(), "year", tantivy.FieldType.Integer, first, last)
