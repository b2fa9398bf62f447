"""Reads about holds for screens and higher floors."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from serambi.branches.models import Branch
from serambi.catalogue.models import BibRecord, Work
from serambi.catalogue.vocabulary import Format
from serambi.circulation.holds.copies import alive
from serambi.circulation.holds.matching import may_be_held
from serambi.circulation.holds.queue import Place, places_of
from serambi.circulation.models import Hold
from serambi.circulation.rules.book import RuleBook
from serambi.patrons.models import Patron

__all__ = ["Choice", "Mine", "choices_of", "hold_of", "hopeless", "my_holds", "queue_of", "ready_for"]

_WITH = ("work", "record", "item", "pickup_branch", "caught__record")


@dataclass(frozen=True)
class Mine:
    """One live hold of a member, as a page shows it."""

    hold: Hold
    place: Place | None
    title: str
    author: str
    ddc: str

    @property
    def is_caught(self) -> bool:
        return self.hold.caught_id is not None


def my_holds(patron: Patron) -> list[Mine]:
    """Live holds of a member: ready ones first, then those under way, then as they were placed. Seven queries."""
    holds = list(Hold.objects.live().filter(patron=patron).select_related(*_WITH).order_by("placed_at", "pk"))
    order = {Hold.State.READY: 0, Hold.State.TRANSIT: 1}
    holds.sort(key=lambda hold: order.get(hold.state, 2))
    places = places_of(holds)
    classes = dict(
        BibRecord.objects.filter(work__in={hold.work_id for hold in holds}).order_by("-pk").values_list("work", "ddc")
    )
    found = []
    for hold in holds:
        edition = hold.record or (hold.caught.record if hold.caught else None)
        found.append(
            Mine(
                hold,
                places.get(hold.pk),
                edition.title if edition else hold.work.title,
                (edition.author if edition else "") or hold.work.author,
                edition.ddc if edition else classes.get(hold.work_id, ""),
            )
        )
    return found


def hold_of(patron: Patron, pk: int) -> Hold | None:
    """A live hold of this member; another person's is simply not found."""
    return Hold.objects.live().filter(patron=patron, pk=pk).select_related(*_WITH).first()


def ready_for(patron: Patron) -> int:
    """How many copies wait for the member on hold shelves. One query."""
    return Hold.objects.filter(patron=patron, state=Hold.State.READY).count()


@dataclass(frozen=True)
class Choice:
    """What can be reserved of a work: `value` for the form, the words for people."""

    value: str
    label: str
    copies: int


def choices_of(work: Work, patron: Patron, rules: RuleBook, any_words: str) -> list[Choice]:
    """Any edition, then each format, then each edition, as far as there are copies that this member may reserve.

    Formats are named when there are several, editions likewise. Two queries.
    """
    copies = [c for c in alive([work.pk]).filter(record__shown=True) if may_be_held(c, patron.category_id, rules)]
    formats = Counter(copy.record.format for copy in copies)
    editions = Counter(copy.record_id for copy in copies)
    records = {copy.record_id: copy.record for copy in copies}
    found = [Choice("any", any_words, len(copies))] if copies else []
    if len(formats) > 1:
        names = dict(Format.choices)
        found += [Choice(f"format:{code}", str(names.get(code, code)), number) for code, number in formats.items()]
    if len(editions) > 1:
        ordered = sorted(records.values(), key=lambda record: (-(record.year or 0), record.pk))
        found += [Choice(f"record:{each.pk}", edition_words(each), editions[each.pk]) for each in ordered]
    return found


def edition_words(record: BibRecord) -> str:
    """An edition in one line: format, publisher and year, and its title where it has one of its own."""
    facts = [record.get_format_display(), record.edition, record.publisher, str(record.year or "")]
    return f"{record.title}: {', '.join(filter(None, facts))}"[:300]


def queue_of(work: Work) -> QuerySet:
    """Everybody who has a live hold on the work, in the order of the queue."""
    return (
        Hold.objects.live()
        .filter(work=work)
        .select_related("patron", "placed_by", *_WITH)
        .order_by("rank", "placed_at", "pk")
    )


def hopeless(branches: list[Branch] | None = None) -> QuerySet:
    """Waiting holds that no copy can fill as things are; `branches`: only those to be picked up there."""
    found = Hold.objects.filter(state=Hold.State.WAITING, hopeless_since__isnull=False)
    if branches is not None:
        found = found.filter(pickup_branch__in=branches)
    return found.select_related("patron", *_WITH)
