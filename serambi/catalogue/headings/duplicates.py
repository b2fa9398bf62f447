"""Headings that may be one: the same words in another order, old spelling, people with or without dates, or a form that
the other one has as its variant. A subject with years is a part of the subject without, never the same."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.headings.controlled import key_of
from serambi.catalogue.models import Authority, AuthorityVariant
from serambi.kit.folding import fold

WHY = {
    "words": _("the same words, in another order or without dates"),
    "form": _("one has the other's form"),
    "begins": _("one begins like the other"),
}
MOST = 12
SHORTEST = 4
"""Letters below which a heading that begins like another says nothing."""


@dataclass(frozen=True, slots=True)
class Likely:
    other: Authority
    why: object


def likely_duplicates(authority: Authority) -> list[Likely]:
    """Other headings of its kind that may be the same, best first. Three queries."""
    others = Authority.objects.filter(kind=authority.kind).exclude(pk=authority.pk)
    found: dict[int, Likely] = {}
    if authority.words:
        for other in others.filter(words=authority.words)[:MOST]:
            found[other.pk] = Likely(other, WHY["words"])
    own = {fold(authority.heading), authority.key, fold(authority.display)}
    forms = {form for text in authority.variants.values_list("text", flat=True) for form in (fold(text), key_of(text))}
    by_key = others.filter(key__in=forms | own)
    by_variant = others.filter(pk__in=AuthorityVariant.objects.filter(key__in=own).values("authority"))
    for other in by_key.union(by_variant)[:MOST]:
        found.setdefault(other.pk, Likely(other, WHY["form"]))
    if authority.kind == "person" and len(authority.key) >= SHORTEST:
        near = others.filter(key__gt=f"{authority.key} ", key__lt=f"{authority.key}!")
        for other in near[:MOST]:
            if " - " not in other.heading:
                found.setdefault(other.pk, Likely(other, WHY["begins"]))
    return list(found.values())[:MOST]


def duplicate_words(kind: str = "") -> list[tuple[str, str]]:
    """(kind, words) that several headings share, most first: what the page of likely duplicates begins with."""
    groups = Authority.objects.exclude(words="").order_by().values_list("kind", "words")
    groups = groups.filter(kind=kind) if kind else groups
    counted = groups.annotate(n=Count("pk")).filter(n__gt=1).order_by("-n", "kind", "words")
    return [(kind, words) for kind, words, _n in counted[:50]]


def groups_of(kind: str = "") -> list[list[Authority]]:
    """Likely duplicates in groups, the heading with most records first in each. Three queries."""
    wanted = duplicate_words(kind)
    rows = Authority.objects.filter(words__in={words for _kind, words in wanted}).annotate(count=Count("headings"))
    by_group: dict[tuple[str, str], list[Authority]] = {pair: [] for pair in wanted}
    for each in rows.order_by(F("count").desc(), "pk"):
        if (each.kind, each.words) in by_group:
            by_group[each.kind, each.words].append(each)
    return [group for group in by_group.values() if len(group) > 1]
