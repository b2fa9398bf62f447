"""What a heading is, as plain data: kept before it changes, put back when the change is undone."""

from collections.abc import Iterable

from serambi.catalogue.models import Authority, AuthorityRelation, HeadingChange
from serambi.catalogue.records.authorities import words_of
from serambi.catalogue.records.heading_words import renew_words

ACTIVE = (HeadingChange.State.RUNNING, HeadingChange.State.UNDOING, HeadingChange.State.FAILED)
"""A change in one of these states keeps others from its heading."""
FIELDS = (
    "kind",
    "heading",
    "display",
    "key",
    "sort",
    "note",
    "sources",
    "source",
    "number",
    "marc",
    "by_hand",
)


def snapshot(authority: Authority) -> dict:
    """Its columns, variants and references (to and from)."""
    return {name: getattr(authority, name) for name in FIELDS} | {
        "variants": list(authority.variants.order_by("text").values_list("text", "key")),
        "see_also": list(authority.see_also.order_by("other").values_list("other", "kind")),
        "seen_from": list(authority.seen_from.order_by("authority").values_list("authority", "kind")),
    }


def put_back(authority: Authority, kept: dict, *, came: Iterable[int] = ()) -> None:
    """The (locked or new) heading becomes what the snapshot says; references only to headings that still exist.

    References to it belong to the headings that make them. One that was here all the while keeps those it has, but for
    those from `came` (ids), which came to it with another heading; one that is made again gets its own back.
    """
    is_new = not Authority.objects.filter(pk=authority.pk).exists()
    for name in FIELDS:
        setattr(authority, name, kept[name])
    authority.words = words_of(authority.heading, authority.kind)
    authority.save()
    authority.variants.all().delete()
    authority.variants.bulk_create(
        authority.variants.model(authority=authority, text=text, key=key) for text, key in kept["variants"]
    )
    renew_words(authority)
    authority.see_also.all().delete()
    authority.seen_from.filter(authority__in=list(came)).delete()
    seen_from = kept["seen_from"] if is_new else []
    exist = set(
        Authority.objects.filter(pk__in=[pk for pk, _kind in kept["see_also"] + seen_from]).values_list("pk", flat=True)
    )
    AuthorityRelation.objects.bulk_create(
        [AuthorityRelation(authority=authority, other_id=pk, kind=kind) for pk, kind in kept["see_also"] if pk in exist]
        + [AuthorityRelation(authority_id=pk, other=authority, kind=kind) for pk, kind in seen_from if pk in exist]
    )
