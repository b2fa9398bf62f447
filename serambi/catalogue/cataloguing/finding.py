"""Finding records for staff straight from the database: by number, barcode, or how the title begins."""

from django.db.models import Q, QuerySet

from serambi.catalogue.marc.numbers import isbns_in, issns_in
from serambi.catalogue.models import Authority, BibRecord, Identifier, Item
from serambi.catalogue.records.heading_words import LAST, with_words
from serambi.kit.folding import fold, fold_old_spelling


def find_records(text: str) -> QuerySet[BibRecord]:
    """Records whose ISBN, ISSN, record number, barcode, accession number or own number is `text`, or whose title
    begins so. Everything runs on an index."""
    text = text.replace("\x00", "").strip()
    if not text:
        return BibRecord.objects.all()
    numbers = {text, *isbns_in(text), *issns_in(text)}
    by_number = Identifier.objects.filter(value__in=numbers, kind__in=Identifier.Kind.values).values("record")
    by_copy = Item.objects.filter(Q(barcode=text) | Q(accession_number=text)).values("record")
    found = Q(pk__in=by_number) | Q(pk__in=by_copy)
    if text.isascii() and text.isdigit() and len(text) < 16:
        found |= Q(pk=int(text))
    folded = fold_old_spelling(text)[:150]
    if folded:
        # the match key begins with the folded title
        found |= Q(match_key__gte=folded, match_key__lt=folded + LAST)
    return BibRecord.objects.filter(found)


def find_authorities(text: str) -> QuerySet[Authority]:
    """Headings with every word of `text` in their form, display or a variant: whole or its beginning, in any order and
    spelling. On an index."""
    return with_words(Authority.objects.all(), text.replace("\x00", "")[:200])


def authorities_beginning(text: str) -> QuerySet[Authority]:
    """Headings that begin with `text`, in any spelling, or have a variant that does."""
    folded, modern = fold(text), fold_old_spelling(text)
    if not modern:
        return Authority.objects.none()
    own = Q(sort__gte=folded, sort__lt=folded + LAST) | Q(key__gte=modern, key__lt=modern + LAST)
    variant = Q(variants__key__gte=folded, variants__key__lt=folded + LAST)
    return Authority.objects.filter(pk__in=Authority.objects.filter(own | variant).values("pk"))
