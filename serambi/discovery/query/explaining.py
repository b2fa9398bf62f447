"""What was made of the words: shown to people, so that nothing happens behind their back."""

from dataclasses import dataclass

from serambi.discovery.query.asked import Query
from serambi.discovery.words.identifiers import code_keys, code_of
from serambi.discovery.words.numerals import other_numerals
from serambi.discovery.words.stopwords import is_optional
from serambi.discovery.words.synonyms import longest_source, meanings
from serambi.discovery.words.tokens import forms_of
from serambi.kit.folding import fold_old_spelling

__all__ = ["Interpretation", "explain"]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """`kind` is number, word_form, old_spelling, meaning, numeral or optional; `also` is what was searched too."""

    kind: str
    typed: str
    also: tuple[str, ...] = ()


def explain(query: Query) -> list[Interpretation]:
    """What else was searched for the free words of a question, in their order."""
    if code := code_of(query.text):
        return [Interpretation("number", query.text, tuple(code_keys(code)))]
    if query.exact:
        return []
    clauses = [clause for clause in query.clauses if clause.is_free]
    free = [clause.words[0] for clause in clauses]
    found: dict[Interpretation, None] = {}
    for at, word in enumerate(free):
        for length in range(min(longest_source(), len(free) - at), 0, -1):
            words = tuple(free[at : at + length])
            targets = tuple(target for target in meanings(words) if not target.startswith("#"))
            if targets:
                found.setdefault(Interpretation("meaning", " ".join(words), targets))
                break
        modern = fold_old_spelling(clauses[at].text)
        if modern != word:
            found.setdefault(Interpretation("old_spelling", word, (modern,)))
        stems = tuple(form for form in forms_of(word)[:1] if form not in (word, modern))
        if stems:
            found.setdefault(Interpretation("word_form", word, stems))
        if numerals := other_numerals(word):
            found.setdefault(Interpretation("numeral", word, numerals))
        if is_optional(word) and len(free) > 1:
            found.setdefault(Interpretation("optional", word))
    return list(found)
