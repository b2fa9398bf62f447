"""In which order: steps far enough apart that no sum of word scores climbs over one.

exact title > title phrase > all words in the title > title and author together > word forms > the rest. The
steps add up (an exact title is also a phrase), each is a constant, and Tantivy's own word scores (BM25) only
decide within a step. Known works go first among equals (`boost`, at most 1.3 times).
"""

import tantivy

from serambi.discovery.index.matching import Match
from serambi.discovery.index.schema import LONGEST_EDGE
from serambi.discovery.index.terms import Lookup, all_of, any_of, constant, phrase, term
from serambi.discovery.index.translation import author_key
from serambi.discovery.query.asked import Query
from serambi.discovery.words.stopwords import is_optional
from serambi.discovery.words.tokens import forms_of, spellings_of, title_key
from serambi.kit.folding import fold_old_spelling

__all__ = ["ranked"]

EXACT_TITLE = 6000.0
SHORT_TITLE = 3000.0  # a title before its subtitle
OTHER_TITLE = 2200.0
EXACT_AUTHOR = 2000.0
TIGHT_TITLE = 1500.0
TITLE_PHRASE = 1200.0
TITLE_BEGINNING = 60.0  # of more than one word; of one it says nothing ("Haji Masagung" is not about haji)
TITLE_IN_QUESTION = 1200.0  # the question names a whole title and something more, often the author
AUTHOR_IN_QUESTION = 800.0
CALL_NUMBER = 900.0
ALL_IN_TITLE = 600.0
ALL_IN_TITLE_AND_AUTHOR = 300.0
ALL_FORMS_IN_TITLE = 250.0
WORD_SCORES = (("title_exact", 3.0), ("author_exact", 2.5))
FORM_SCORES = (("title_form", 1.2), ("subject_form", 1.0))
MEANING_SCORES = (("title_form", 1.0), ("subject_form", 0.6))
OPTIONAL_SCORE = 0.5
MOST_SPAN_WORDS = 10


def ranked(asked: Query, found: Match, look: Lookup) -> tantivy.Query:
    """The deciding query with everything that ranks beside it."""
    if asked.is_empty or asked.similar or found.codes:
        return found.query
    wishes = [*_whole_question(asked, look), *_spans(asked, look), *_words(found, look)]
    wishes += [
        constant(phrase("title_exact", clause.words), TITLE_PHRASE)
        for clause in asked.clauses
        if clause.quoted and not clause.negative and clause.field in ("", "title")
    ]
    if found.call_number:
        wishes.append(constant(term("call", found.call_number), CALL_NUMBER))
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, found.query), *((tantivy.Occur.Should, wish) for wish in wishes)]
    )


def _whole_question(asked: Query, look: Lookup) -> list[tantivy.Query]:
    words = list(asked.words)
    key = title_key(" ".join(words))
    modern = " ".join(fold_old_spelling(key).split())
    wishes = []
    for field, value, score in (
        ("title_key", key, EXACT_TITLE),
        ("short_key", key, SHORT_TITLE),
        ("other_key", key, OTHER_TITLE),
        ("title_key", modern if modern != key else "", OTHER_TITLE),
        ("other_key", modern if modern != key else "", OTHER_TITLE),
        ("author_key", author_key(words), EXACT_AUTHOR),
        ("author_key", author_key(modern.split()) if modern != key else "", EXACT_AUTHOR),
        ("tight", "".join(words), TIGHT_TITLE),
        ("title_key", "".join(words) if len(words) > 1 else "", TIGHT_TITLE),
    ):
        if value and look.frequency(field, value):
            wishes.append(constant(term(field, value), score))
    if len(words) > 1 and all(look.frequency("title_exact", word) for word in words):
        wishes.append(constant(phrase("title_exact", words), TITLE_PHRASE))
    now = modern.split()
    if len(now) > 1 and now != words and all(look.frequency("title_exact", word) for word in now):
        wishes.append(constant(phrase("title_exact", now), TITLE_PHRASE))
    if len(words) > 1:
        starts = [start for start in (f"{key} ", f"{modern} ") if len(start) <= LONGEST_EDGE]
        wishes += [constant(term("title_edge", one), TITLE_BEGINNING) for one in look.known("title_edge", starts)]
    return wishes


def _spans(asked: Query, look: Lookup) -> list[tantivy.Query]:
    """Titles and names that fill the beginning or the end of the question: "laskar pelangi andrea hirata"."""
    words = list(asked.words)[:MOST_SPAN_WORDS]
    wishes: list[tantivy.Query] = []
    if asked.at_least:  # where words may be missing, the rare ones decide and not a title made of one of them
        return wishes
    for cut in range(1, len(words)):
        for span in (words[:cut], words[cut:]):
            share = len(span) / len(words)
            key = title_key(" ".join(span))
            fields = [field for field in ("title_key", "short_key") if look.frequency(field, key)]
            wishes += [constant(term(field, key), TITLE_IN_QUESTION * share) for field in fields]
            if len(span) > 1:
                names = dict.fromkeys([author_key(span), author_key(fold_old_spelling(" ".join(span)).split())])
                known = look.known("author_key", names)
                wishes += [constant(term("author_key", key), AUTHOR_IN_QUESTION * share) for key in known]
    return wishes


def _words(found: Match, look: Lookup) -> list[tantivy.Query]:
    words = [clause.words[0] for clause in found.words]
    wishes = []
    title_forms, together = [], []
    for clause in found.words:
        others = found.completed.get(clause.words[0], [])
        modern, forms = spellings_of(clause.text), forms_of(clause.text)
        for field, weight in WORD_SCORES:
            wishes += [tantivy.Query.boost_query(term(field, one), weight) for one in look.known(field, modern)]
        for field, weight in FORM_SCORES:
            known = look.known(field, forms)[:1]
            wishes += [tantivy.Query.boost_query(term(field, one), weight) for one in known]
        wishes += [term("title_exact", one) for one in look.known("title_exact", others)]
        said = [form for word in found.meant.get(clause.words[0], []) for form in forms_of(word)]
        for field, weight in MEANING_SCORES:
            meant = [one for one in look.known(field, said) if one not in forms]
            wishes += [tantivy.Query.boost_query(term(field, one), weight) for one in meant]
        in_title = [term("title_form", form) for form in look.known("title_form", [*forms, *said])]
        in_title += [term("title_exact", one) for one in look.known("title_exact", others)]
        by_author = [term("author_exact", one) for one in look.known("author_exact", [*modern, *others])]
        title_forms.append(in_title)
        together.append(in_title + by_author)
    for clause in found.optional:
        known = look.known("title_exact", clause.words)
        wishes += [tantivy.Query.boost_query(term("title_exact", one), OPTIONAL_SCORE) for one in known]
    if len(words) > 1 or any(is_optional(word) for word in words):
        if all(look.frequency("title_exact", word) for word in words):
            wishes.append(constant(all_of(term("title_exact", word) for word in words), ALL_IN_TITLE))
        if all(title_forms):
            wishes.append(constant(all_of(map(any_of, title_forms)), ALL_FORMS_IN_TITLE))
        if all(together):
            wishes.append(constant(all_of(map(any_of, together)), ALL_IN_TITLE_AND_AUTHOR))
    return wishes
