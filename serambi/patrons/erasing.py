"""Erasing a member (UU PDP Ps 8, 43): everything personal goes; the number stays, so that it is never given again."""

from django.db import transaction
from django.utils.timezone import now as present

from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.changing import locked, save
from serambi.patrons.events import PatronErased
from serambi.patrons.held_back import ERASE, held_back
from serambi.patrons.models import Consent, Guardian, Patron

_EMPTIED = ("name", "name_key", "gender", "email", "phone", "district", "school", "desk_note", "pin")


@transaction.atomic
def erase(patron: Patron, *, by) -> Patron:
    """Remove everything that says who this was. It cannot be taken back.

    Refused while a room above names a reason (open loans, unpaid charges). What stays: the row with its numbers,
    category, branch and days, which are nobody's now, and the log of who worked with the data. The account is only
    detached; `privacy.leave` erases it too.
    """
    patron = locked(patron)
    reasons = held_back(ERASE, [patron.pk]).get(patron.pk, [])
    refuse_if_any([no.ERASED] if patron.state == Patron.State.ERASED else reasons)
    patron.consents.all().delete()
    patron.guardians.all().delete()
    patron.blocks.all().delete()
    _leave_children(patron)
    for column in _EMPTIED:
        setattr(patron, column, "")
    patron.user = patron.born_on = None
    patron.keeps_history = False
    patron.state, patron.closed_at = Patron.State.ERASED, patron.closed_at or present()
    save(patron, [*_EMPTIED, "user", "born_on", "keeps_history", "state", "closed_at"])
    record(PatronErased(patron_id=patron.pk), by=by)
    return patron


def _leave_children(patron: Patron) -> None:
    """Guardianships that ended lose the name; of one that stands the name remains, as the proof of the consent that
    the law asks for (UU PDP Ps 24), without the link to the membership."""
    over = Guardian.objects.filter(patron=patron, ended_at__isnull=False)
    over.exclude(pk__in=Consent.objects.filter(withdrawn_at=None).values("guardian")).update(
        name="–", email="", phone="", patron=None
    )
    Guardian.objects.filter(patron=patron).update(patron=None)
