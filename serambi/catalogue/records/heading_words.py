"""The words by which staff find a heading: those of its form, its display and its variants, as they are written and in
modern spelling, kept in an indexed table of their own."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from serambi.catalogue.bulk import insert_missing
from serambi.catalogue.models import Authority, AuthorityWord
from serambi.catalogue.records.describing import key
from serambi.kit.folding import fold, fold_old_spelling

LONGEST = 40
"""Letters of a word that are kept; what is asked is cut alike."""
MOST_ASKED = 8
LAST = "\U0010ffff"


def words_in(*texts: str) -> set[str]:
    """The words of these forms of a heading, each in both spellings."""
    folded = " ".join(spelling(text) for text in texts for spelling in (fold, fold_old_spelling))
    return {short for word in folded.split() if (short := key(word, LONGEST))}


def keep_words(forms: Iterable[tuple[int, str]]) -> None:
    """(authority, form): further forms of headings can be found from now on. Needs a transaction."""
    rows = {(authority, word) for authority, form in forms for word in words_in(form)}
    insert_missing(AuthorityWord, ("authority_id", "word"), sorted(rows))


def renew_words(authority: Authority) -> None:
    """A heading, its display or its variants changed: it is found by just these. Needs a transaction."""
    variants = authority.variants.values_list("text", flat=True)
    wanted = words_in(authority.heading, authority.display, *variants)
    AuthorityWord.objects.filter(authority=authority).exclude(word__in=wanted).delete()
    insert_missing(AuthorityWord, ("authority_id", "word"), sorted((authority.pk, word) for word in wanted))


def with_words(found: QuerySet[Authority], text: str) -> QuerySet[Authority]:
    """Those that have every word of `text`, or one that begins so, in any order and either spelling."""
    plain, modern = fold(text).split(), fold_old_spelling(text).split()
    pairs = zip(plain, modern, strict=True) if len(plain) == len(modern) else zip(modern, modern, strict=True)
    for spellings in list(dict.fromkeys(pairs))[:MOST_ASKED]:
        begins = Q()
        for word in {key(each, LONGEST) for each in spellings}:
            begins |= Q(word__gte=word, word__lt=word + LAST)
        found = found.filter(pk__in=AuthorityWord.objects.filter(begins).values("authority"))
    return found
