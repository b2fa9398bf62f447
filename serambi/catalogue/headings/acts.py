"""Authorities by hand: another form, further variants and references, two that are one. Their records follow in the
background (`following`), and a change can be undone (`undoing`)."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.catalogue import refusals
from serambi.catalogue.bulk import in_pieces, insert
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.headings import refusals as no
from serambi.catalogue.headings.controlled import key_of
from serambi.catalogue.headings.snapshots import ACTIVE, snapshot
from serambi.catalogue.headings.tasks import follow_on
from serambi.catalogue.models import (
    Authority,
    AuthorityRelation,
    AuthorityVariant,
    BibRecord,
    Heading,
    HeadingChange,
    HeadingChangeRow,
)
from serambi.catalogue.records.authorities import words_of
from serambi.catalogue.records.describing import HEADING_LENGTH, cut, heading_sort, key
from serambi.catalogue.records.heading_words import renew_words
from serambi.journal.record import record
from serambi.kit.folding import fold
from serambi.kit.refusal import Refused, refuse_if_any

PIECE = 1_000
Act = HeadingChange.Act


@transaction.atomic
def change_heading(
    authority: Authority,
    *,
    heading: str,
    display: str,
    variants: list[str],
    note: str,
    by,
    sources: str | None = None,
    see_also: list[tuple[str, str]] | None = None,
    expected_version: int | None = None,
    queue: bool = True,
) -> Authority:
    """Give an authority its heading, the form in which it is shown, its variants, note, sources and references.

    `see_also` are (kind of `AuthorityRelation`, heading); None leaves them. Refuses an empty heading, one that another
    authority of its kind has, references to what is none, and while records follow an earlier change. The former
    heading becomes a variant, so that records imported later still find it; the records that have it follow.
    """
    authority = _locked(authority.pk, expected_version)
    heading, display = cut(heading.strip(), HEADING_LENGTH), cut(display.strip() or heading.strip(), HEADING_LENGTH)
    folded = key_of(heading) if heading else ""
    taken = Authority.objects.filter(kind=authority.kind, key=folded).exclude(pk=authority.pk).exists()
    others, missing = _others(authority, see_also or [])
    refuse_if_any(
        [
            *([refusals.HEADING_EMPTY] if not folded else []),
            *([refusals.HEADING_TAKEN] if folded and taken else []),
            *missing,
        ]
    )
    before, old = snapshot(authority), authority.heading
    wanted = {cut(text.strip(), HEADING_LENGTH) for text in variants if text.strip()}
    if old != heading:
        wanted.add(old)
    wanted.discard(heading)
    authority.heading, authority.display, authority.key = heading, display, folded
    authority.sort, authority.note = heading_sort(heading), note.strip()
    authority.words = words_of(heading, authority.kind)
    authority.sources = authority.sources if sources is None else sources.strip()
    _save(authority)
    set_variants(authority, wanted)
    if see_also is not None:
        _relate(authority, others)
    if old != heading:
        keys = {before["key"], key_of(old), *(key_of(text) for text in wanted)}
        _follow(Act.CHANGED, authority, before, old, keys, _followers(authority, {authority.pk}, before), by, queue)
    tell(_records_of([authority.pk]), by)
    return authority


@transaction.atomic
def merge(authority: Authority, *, into: Authority, by, queue: bool = True) -> Authority:
    """Two headings are one: `authority`'s records go to `into`, its forms become variants there, and it goes. Its words
    in the records follow in the background."""
    refuse_if_any(
        [
            *([no.SAME] if authority.pk == into.pk else []),
            *([no.OTHER_KIND] if authority.kind != into.kind else []),
        ]
    )
    first, second = sorted([authority.pk, into.pk])
    locked = {pk: _locked(pk) for pk in (first, second)}
    authority, into = locked[authority.pk], locked[into.pk]
    before = snapshot(into) | {"merged": snapshot(authority), "merged_pk": authority.pk}
    gone = {"key": authority.key, "heading": authority.heading}
    followers = _followers(authority, {authority.pk}, gone)
    forms = {authority.heading, *authority.variants.values_list("text", flat=True)}
    taken_keys = set(
        Authority.objects.filter(kind=into.kind, key__in={key_of(form) for form in forms})
        .exclude(pk__in=[authority.pk, into.pk])
        .values_list("key", flat=True)
    )
    _move_links(authority, into)
    _move_references(authority, into)
    authority.delete()
    _save(into)
    set_variants(into, {*into.variants.values_list("text", flat=True), *forms} - {into.heading})
    keys = {gone["key"], *(key_of(form) for form in forms)} - taken_keys - {into.key}
    _follow(Act.MERGED, into, before, gone["heading"], keys, followers, by, queue)
    tell(_records_of([into.pk]), by)
    return into


def _locked(pk: int, expected_version: int | None = None) -> Authority:
    """The heading, locked. Refuses when it is gone, when somebody changed it since, and while records still follow."""
    found = Authority.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(no.GONE)
    if expected_version is not None and found.version != expected_version:
        raise Refused(no.moved_on(found.changed_at))
    if HeadingChange.objects.filter(authority=found, state__in=ACTIVE).exists():
        raise Refused(no.FOLLOWING)
    return found


def _save(authority: Authority) -> None:
    authority.by_hand, authority.changed_at = True, now()
    authority.version += 1
    try:
        with transaction.atomic():
            authority.save()
    except IntegrityError:  # an import made the same heading this very moment
        raise Refused(refusals.HEADING_TAKEN) from None


def set_variants(authority: Authority, wanted: set[str]) -> None:
    """Its other forms are just these, and it is found by them."""
    authority.variants.exclude(text__in=wanted).delete()
    known = set(authority.variants.values_list("text", flat=True))
    AuthorityVariant.objects.bulk_create(
        AuthorityVariant(authority=authority, text=text, key=key(fold(text))) for text in sorted(wanted - known)
    )
    renew_words(authority)


def _others(authority: Authority, see_also: list[tuple[str, str]]) -> tuple[list[tuple[str, int]], list]:
    """(kind, id) of the headings that are referred to, and a refusal for each that is none of ours."""
    found, missing = [], []
    for kind, text in see_also:
        same = Authority.objects.filter(key=key_of(text)).order_by("pk")
        other = next((one for one in same if one.kind == authority.kind), None) or same.first()
        if other is None:
            missing.append(no.unknown_heading(text))
        elif other.pk == authority.pk:
            missing.append(no.RELATED_TO_ITSELF)
        else:
            found.append((kind, other.pk))
    return found, missing


def _relate(authority: Authority, others: list[tuple[str, int]]) -> None:
    authority.see_also.all().delete()
    kinds = {pk: kind for kind, pk in others}
    AuthorityRelation.objects.bulk_create(
        AuthorityRelation(authority=authority, other_id=pk, kind=kind) for pk, kind in sorted(kinds.items())
    )


def _followers(authority: Authority, ids: set[int], before: dict) -> list[int]:
    """Records that have the heading, or one made of it with divisions or a title ("Hirata, Andrea - Kritik")."""
    old = before["heading"]
    near = Authority.objects.filter(kind=authority.kind, key__gt=f"{before['key']} ", key__lt=f"{before['key']}!")
    divided = [pk for pk, text in near.values_list("pk", "heading") if text.startswith((f"{old} - ", f"{old}. "))]
    return _records_of([*ids, *divided])


def _records_of(authorities: Iterable[int]) -> list[int]:
    found: set[int] = set()
    for piece in in_pieces(sorted(authorities)):
        found |= set(Heading.objects.filter(authority__in=piece).order_by().values_list("record", flat=True))
    return sorted(found)


def _move_links(authority: Authority, into: Authority) -> None:
    """Every record of one has the other, at once; where it has both in one role, it has it once."""
    has = set(into.headings.values_list("record", "relation", "role"))
    mine = list(authority.headings.values_list("pk", "record", "relation", "role"))
    twice = [pk for pk, *link in mine if tuple(link) in has]
    for piece in in_pieces(twice):
        Heading.objects.filter(pk__in=piece).delete()
    authority.headings.update(authority=into)


def _move_references(authority: Authority, into: Authority) -> None:
    known = set(into.see_also.values_list("other", flat=True)) | {into.pk}
    for each in authority.see_also.exclude(other__in=known):
        AuthorityRelation.objects.create(authority=into, other_id=each.other_id, kind=each.kind)
    known = set(into.seen_from.values_list("authority", flat=True)) | {into.pk}
    for each in authority.seen_from.exclude(authority__in=known):
        AuthorityRelation.objects.create(authority_id=each.authority_id, other=into, kind=each.kind)


def _follow(act, authority: Authority, before: dict, old: str, keys: set[str], records: list[int], by, queue) -> None:
    """Write down which records follow, and let the background begin."""
    change = HeadingChange.objects.create(
        act=act, authority=authority, before=before, old_heading=old, new_heading=authority.heading,
        keys=sorted(keys - {""}), version_after=authority.version, total=len(records), by=by, acted_by=by,
    )  # fmt: skip
    insert(
        HeadingChangeRow,
        ("change_id", "record_id", "outcome"),
        [(change.pk, pk, HeadingChangeRow.Outcome.WAITING.value) for pk in records],
    )
    if queue:
        follow_on.enqueue(change.pk, change.run)


def tell_of(authority: Authority, *, by) -> None:
    """The records of a heading are shown anew."""
    tell(_records_of([authority.pk]), by)


def tell(ids: list[int], by) -> None:
    """These records are shown anew, in pieces that a journal row can hold."""
    for piece in in_pieces(ids, PIECE):
        works = BibRecord.objects.filter(pk__in=piece).order_by("work").values_list("work", flat=True).distinct()
        record(RecordsChanged(records=piece, works=list(works)), by=by)
