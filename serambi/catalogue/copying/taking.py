"""A found record becomes one of ours: added as new, or laid over a record we have."""

from django.db import transaction

from serambi.catalogue import refusals
from serambi.catalogue.copying import refusals as sru_refusals
from serambi.catalogue.copying.overlaying import arriving, overlay
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Revision, SruFound
from serambi.catalogue.records.changing import Cause, change_record, create_record
from serambi.kit.refusal import Refused

CAUSE = "sru_target"
"""`Cause` of the history: its id is the target, whose name the history shows."""


@transaction.atomic
def take_as_new(found: SruFound, *, by) -> BibRecord:
    """Add it to the catalogue. Refuses what is no MARC, and what somebody added already from this very answer."""
    found = _locked(found)
    if found.record_id:
        raise Refused(sru_refusals.TAKEN_ALREADY)
    marc = arriving(Marc.from_json(found.marc))
    made = create_record(marc, by=by, why=Revision.Why.COPIED, cause=_cause(found))
    _remember(found, made)
    return made


@transaction.atomic
def take_over(
    found: SruFound, ours: BibRecord, choices: dict[str, str], *, expected_version: int | None, by
) -> BibRecord:
    """Lay it over a record of ours, tag by tag as `choices` say. Copies and local fields stay.

    Refuses what is no MARC, and when somebody changed our record since it was shown.
    """
    found = _locked(found)
    ours = BibRecord.objects.select_for_update().filter(pk=ours.pk).first()
    if ours is None:
        raise Refused(refusals.RECORD_GONE)
    marc = overlay(Marc.from_json(ours.marc), arriving(Marc.from_json(found.marc)), choices)
    made = change_record(
        ours, marc, by=by, why=Revision.Why.OVERLAID, expected_version=expected_version, cause=_cause(found)
    )
    _remember(found, made)
    return made


def _locked(found: SruFound) -> SruFound:
    locked = SruFound.objects.select_for_update(of=("self",)).select_related("answer").filter(pk=found.pk).first()
    if locked is None or not locked.marc:
        raise Refused(sru_refusals.NOTHING_FOUND)
    return locked


def _cause(found: SruFound) -> Cause:
    return Cause(CAUSE, found.answer.target_id)


def _remember(found: SruFound, made: BibRecord) -> None:
    found.record = made
    found.save(update_fields=["record"])
