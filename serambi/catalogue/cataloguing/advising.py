"""Help while a record is typed: do we have it already, are its numbers right, which headings are established."""

from dataclasses import dataclass, field

from django.db.models import Count

from serambi.catalogue import ddc
from serambi.catalogue.cataloguing.finding import authorities_beginning, find_authorities
from serambi.catalogue.marc import form
from serambi.catalogue.marc.checkdigits import RIGHT, Checked, check_isbn, check_issn
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.subjects import class_in
from serambi.catalogue.merging.apart import others_than
from serambi.catalogue.models import Authority, AuthorityVariant, BibRecord, Item
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import key, prepare
from serambi.catalogue.vocabulary import AuthorityKind
from serambi.kit.folding import fold, fold_old_spelling

MOST_OFFERED = 12
MOST_HEADINGS = 60


@dataclass(frozen=True)
class Twin:
    """One of our records that may be the same."""

    record: BibRecord
    why: object
    doubt: object
    copies: int


@dataclass(frozen=True)
class Offer:
    """`typed` is another form of an established heading."""

    typed: str
    authority: Authority


@dataclass(frozen=True)
class Class:
    """Where a class leads, and how many of our records stand there."""

    number: str
    names: list[str]
    count: int


@dataclass
class Advice:
    twin: Twin | None = None
    numbers: list[Checked] = field(default_factory=list)
    """Only those that are wrong."""
    offers: list[Offer] = field(default_factory=list)
    shelf: Class | None = None
    missing: list[str] = field(default_factory=list)
    """Keys of the form that most records fill and this one does not."""


def advice(marc: Marc, *, besides: int | None = None) -> Advice:
    """For a record that is not stored yet, or for changed MARC of the record `besides`. At most nine queries."""
    values = form.read(marc)
    typed = [check_isbn(row[0]) for row in values["isbn"]] + [check_issn(text) for text in values["issn"]]
    return Advice(
        twin=twin_of(marc, besides=besides),
        numbers=[each for each in typed if each.verdict != RIGHT],
        offers=offers(marc),
        shelf=class_help(values["ddc"]),
        missing=[name for name in ("title", "names", "publisher", "year", "subjects", "ddc") if not values[name]],
    )


def twin_of(marc: Marc, *, besides: int | None = None) -> Twin | None:
    """By the rules of imports (`matching`), but for those told apart from the record `besides`."""
    described = describe(marc)
    if not described.title.strip():
        return None
    others = {besides, *others_than(besides)} if besides else set()
    [match] = matching.in_catalogue([matching.wanted(prepare(marc, described))], besides=others)
    record = match and BibRecord.objects.filter(pk=match.found).first()
    if not record:
        return None
    copies = Item.objects.filter(record=record).count()
    return Twin(record, matching.RULES[match.rule], matching.DOUBTS.get(match.doubt, ""), copies)


def offers(marc: Marc) -> list[Offer]:
    """Headings of the record that are a variant of an established one."""
    named = {(each.kind, each.key): each.heading for each in prepare(marc).headings[:MOST_HEADINGS]}
    folded = {key(fold(heading)) for heading in named.values()} | {pair[1] for pair in named}
    known = set(Authority.objects.filter(key__in=[pair[1] for pair in named]).values_list("kind", "key"))
    variants = AuthorityVariant.objects.filter(key__in=folded).select_related("authority")
    by_key: dict[tuple[str, str], Authority] = {}
    for each in variants:
        by_key.setdefault((each.authority.kind, each.key), each.authority)
        by_key.setdefault((each.authority.kind, key(fold_old_spelling(each.text))), each.authority)
    found = []
    for (kind, folded_key), heading in named.items():
        authority = by_key.get((kind, key(fold(heading)))) or by_key.get((kind, folded_key))
        if authority and authority.key != folded_key and (kind, folded_key) not in known:
            found.append(Offer(heading, authority))
        elif authority and authority.key == folded_key and fold(authority.heading) != fold(heading):
            found.append(Offer(heading, authority))  # the same name in another spelling
    return found


def class_help(text: str) -> Class | None:
    """What the class means, in words, and how full it is."""
    number = class_in(str(text))
    codes = ddc.codes_of(number)
    if not codes:
        return None
    names = [f"{ddc.number_of(code)} {name}" for code in codes if (name := ddc.name_of(code))]
    count = BibRecord.objects.filter(ddc=number).count()
    return Class(number, list(dict.fromkeys(names)), count)


_KINDS = {
    "names": (AuthorityKind.PERSON, AuthorityKind.CORPORATE, AuthorityKind.MEETING),
    "series": (AuthorityKind.SERIES,),
    "subjects": tuple(kind for kind in AuthorityKind.values if kind != AuthorityKind.SERIES),
}


def pick(text: str, where: str) -> list[Authority]:
    """Established headings with the words of the text, those that begin with it first: with `count` of records and
    `forms`. At most three queries."""
    if not text.strip() or where not in _KINDS:
        return []
    chosen: list[Authority] = []
    for found in (authorities_beginning(text), find_authorities(text)):
        rest = found.filter(kind__in=_KINDS[where]).exclude(pk__in=[each.pk for each in chosen])
        counted = rest.order_by("sort", "pk").annotate(count=Count("headings"))
        chosen += counted[: MOST_OFFERED - len(chosen)]
    forms: dict[int, list[str]] = {}
    for variant in AuthorityVariant.objects.filter(authority__in=chosen).order_by("text"):
        forms.setdefault(variant.authority_id, []).append(variant.text)
    for each in chosen:
        each.forms = forms.get(each.pk, [])[:4]
    return chosen
