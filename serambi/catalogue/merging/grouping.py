"""Which editions make a work: together by hand, apart by hand, back to automatic, and why they are where they are."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Work
from serambi.catalogue.records import works
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any


@dataclass(frozen=True)
class Explained:
    """Why one record is in its work, for people to read."""

    record: BibRecord
    why: str
    title_key: str
    author_key: str
    language: str
    agrees: bool
    """Its own key is the work's key: automatic grouping would put it here."""
    format_reason: str
    """The evidence for its format, as place and value ("008/23=d")."""


def explain(work: Work) -> list[Explained]:
    """For each record of the work why it is here; in the order of their ids."""
    explained = []
    for each in work.records.order_by("pk"):
        described = describe(Marc.from_json(each.marc))
        title, author, language = (*each.work_key.split("|"), "", "", "")[:3]
        agrees = bool(work.key) and each.work_key == work.key
        if each.grouped_by_hand:
            why = _("Staff put it here by hand.")
        elif agrees:
            why = _("Title, author and language give the same key.")
        elif not each.work_key:
            why = _("It has no usable title, so it stands alone.")
        else:
            why = _("It came here before its description was changed.")
        explained.append(Explained(each, why, title, author, language, agrees, described.format_reason))
    return explained


@transaction.atomic
def group(records: list[int], *, into: Work, by) -> Work:
    """Put records (ids) into a work by hand. Refuses when there is nothing to move or the work is gone."""
    moving = _locked(records)
    target = _work(into)
    moving = [each for each in moving if each.work_id != target.pk]
    if not moving:
        raise Refused(refusals.SAME_WORK)
    _move(moving, {each.pk: target.pk for each in moving}, by_hand=True, by=by)
    return target


@transaction.atomic
def split(records: list[int], *, work: Work, by) -> Work:
    """Take records (ids) out of a work into a new one of their own, by hand. The old work keeps at least one."""
    moving = _locked(records)
    work = _work(work)
    stays = work.records.exclude(pk__in=records).exists()
    refuse_if_any(
        [
            *([refusals.NOT_OF_WORK] if not moving or any(each.work_id != work.pk for each in moving) else []),
            *([refusals.ONE_RECORD] if not stays else []),
        ]
    )
    first = moving[0]
    new = Work.objects.create(key="", title=first.title, author=first.author, language=first.language)
    _move(moving, {each.pk: new.pk for each in moving}, by_hand=True, by=by)
    return new


@transaction.atomic
def back_to_automatic(records: list[int], *, by) -> list[int]:
    """Let the keys decide again where these records (ids) belong; returns the works they are in now."""
    moving = _locked(records)
    found = works.find_or_make([(each.work_key, each.title, each.author, each.language) for each in moving])
    _move(moving, {each.pk: work for each, work in zip(moving, found, strict=True)}, by_hand=False, by=by)
    return sorted(set(found))


def _work(work: Work) -> Work:
    """The work, locked: after its records, as everywhere in this room."""
    found = Work.objects.select_for_update().filter(pk=work.pk).first()
    if found is None:
        raise Refused(refusals.WORK_GONE)
    return found


def _locked(records: list[int]) -> list[BibRecord]:
    return list(BibRecord.objects.select_for_update().filter(pk__in=records).order_by("pk"))


def _move(moving: list[BibRecord], to: dict[int, int], *, by_hand: bool, by) -> None:
    left = {each.work_id for each in moving}
    for each in moving:
        each.work_id, each.grouped_by_hand = to[each.pk], by_hand
        each.save(update_fields=["work", "grouped_by_hand"])
    works.forget_empty(left - set(to.values()))
    record(RecordsChanged(records=[each.pk for each in moving], works=sorted(left | set(to.values()))), by=by)
