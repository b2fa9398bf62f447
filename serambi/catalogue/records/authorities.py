"""Headings become authorities: each exists once a kind and key, whoever asks first."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.timezone import now

from serambi.catalogue.bulk import in_pieces, insert_missing, lookup
from serambi.catalogue.marc.matchkeys import author_key
from serambi.catalogue.models import Authority, AuthorityVariant
from serambi.catalogue.records.describing import Named, heading_sort, key
from serambi.catalogue.records.heading_words import keep_words
from serambi.catalogue.vocabulary import AuthorityKind
from serambi.kit.folding import fold, fold_old_spelling

_AUTHORITY_COLUMNS = (
    "kind", "heading", "display", "key", "sort", "words", "note", "sources", "source", "number", "marc", "version",
    "by_hand", "changed_at",
)  # fmt: skip


def find_or_make(named: Iterable[Named]) -> dict[tuple[str, str], int]:
    """Ids by (kind, key), made where there are none; safe beside other writers. Another spelling becomes a variant.

    Needs a transaction. The first heading seen for a key is the authority's; its key has modern spelling, so that
    "Soekarno" and "Sukarno" meet.
    """
    first: dict[tuple[str, str], Named] = {}
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in named:
        first.setdefault((each.kind, each.key), each)
        forms[each.kind, each.key].add(each.heading)
    found = _found(first)
    missing = [pair for pair in first if pair not in found]
    referred = _referred(missing, first) if missing else {}
    found |= referred
    missing = sorted(pair for pair in missing if pair not in referred)
    if missing:
        moment = now()
        # in the order of the key, so that two importers wait for each other and never lock each other out
        insert_missing(
            Authority,
            _AUTHORITY_COLUMNS,
            [
                (
                    *(kind, each.heading, each.display, folded),
                    *(heading_sort(each.heading), words_of(each.heading, kind)),
                    *("", "", "", "", "", 1, False, moment),
                )
                for kind, folded in missing
                for each in (first[kind, folded],)
            ],
        )
        found |= _found(dict.fromkeys(missing))
    keep_words((found[pair][0], form) for pair in missing for form in (first[pair].heading, first[pair].display))
    _keep_variants(found, forms, set(missing))
    return {pair: pk for pair, (pk, _heading) in found.items()}


def words_of(heading: str, kind: str) -> str:
    """What two spellings of one heading have in common: its words in any order. Of people without dates and degrees;
    elsewhere the years belong to what is meant ("Geschichte 1500-1600" is a part of "Geschichte")."""
    if kind == AuthorityKind.PERSON and " - " not in heading:
        return key(author_key(heading))
    return key(" ".join(sorted(fold_old_spelling(heading).split())))


def _referred(missing: list[tuple[str, str]], first: dict) -> dict[tuple[str, str], tuple[int, str]]:
    """Headings that staff gave another form: who still writes the old one means them. Only where one alone has it."""
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in missing:
        for form in {pair[1], key(fold(first[pair].heading))}:
            asked[form].append(pair)
    found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    rows = lookup(AuthorityVariant, ("key", "authority_id"), "key", asked)
    ids = {authority for _form, authority in rows}
    known = {
        pk: (kind, heading)
        for pk, kind, heading, by_hand in lookup(Authority, ("id", "kind", "heading", "by_hand"), "id", ids)
        if by_hand
    }
    for form, authority in rows:
        for pair in asked[form]:
            if authority in known and known[authority][0] == pair[0]:
                found[pair][authority] = known[authority][1]
    return {pair: next(iter(those.items())) for pair, those in found.items() if len(those) == 1}


def _found(pairs) -> dict[tuple[str, str], tuple[int, str]]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, folded in pairs:
        by_kind[kind].append(folded)
    found = {}
    for kind, keys in by_kind.items():
        rows = lookup(Authority, ("id", "key", "heading"), "key", keys, kind=kind)
        found |= {(kind, folded): (pk, heading) for pk, folded, heading in rows}
    return found


def _keep_variants(found, forms, made) -> None:
    rows = set()
    for pair, (pk, heading) in found.items():
        mine = fold(heading)
        if pair in made and mine != pair[1] and (modern := modern_form(heading)):
            rows.add((pk, modern, pair[1]))
        for form in forms.get(pair, ()):
            if form != heading and (folded := key(fold(form))) != mine:
                rows.add((pk, form, folded))
    insert_missing(AuthorityVariant, ("authority_id", "text", "key"), sorted(rows))
    keep_words((pk, text) for pk, text, _key in rows)


def modern_form(heading: str) -> str:
    """A heading in old spelling as it is spelled today ("Soerjani" is "Suryani"); "" when nothing is old in it."""
    words = []
    for word in heading.split():
        plain, modern = fold(word), fold_old_spelling(word)
        if plain == modern or not plain:
            words.append(word)
            continue
        tail = word[len(word.rstrip(",.;:")) :]
        words.append((modern.capitalize() if word[:1].isupper() else modern) + tail)
    result = key(" ".join(words))
    return "" if result == heading else result


def forget_unused(ids: Iterable[int]) -> None:
    """Delete those of these authorities that no record has any more and nobody made by hand."""
    for piece in in_pieces(sorted(set(ids))):
        unused = Authority.objects.filter(
            pk__in=piece, by_hand=False, headings__isnull=True, see_also__isnull=True, seen_from__isnull=True
        )
        Authority.objects.filter(pk__in=sorted(unused.values_list("pk", flat=True))).delete()
