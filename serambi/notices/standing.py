"""What is known of addresses: bad, stopped, right again. The desk and the member see it until it has changed."""

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.notices.events import ContactCleared, ContactFoundBad, ContactStopped
from serambi.notices.models import ContactState
from serambi.notices.topics import Via
from serambi.patrons.blocks import drop_block, keep_block
from serambi.patrons.models import Block, Patron
from serambi.patrons.permissions import REGISTER


def _locked(channel: str, address: str, patron: Patron | None) -> ContactState:
    row, _made = ContactState.objects.select_for_update().get_or_create(
        channel=channel, address=address, defaults={"patron": patron}
    )
    return row


@transaction.atomic
def found_bad(channel: str, address: str, patron: Patron | None, said: str, *, by=None) -> ContactState | None:
    """Nothing can be delivered there."""
    if not address:
        return None
    row = _locked(channel, address, patron)
    if row.bad_since is None:
        row.bad_since, row.said, row.patron = now(), said[:300], patron or row.patron
        row.save(update_fields=["bad_since", "said", "patron"])
        record(ContactFoundBad(contact_id=row.pk, patron_id=row.patron_id), by=by)
    if patron is not None and address in (patron.email, patron.phone):
        keep_block(patron, Block.Reason.BAD_CONTACT, note=address, stops=(), by=by)
    return row


@transaction.atomic
def stopped(channel: str, address: str, patron: Patron | None, *, by=None) -> ContactState:
    """Its owner wants no more messages there."""
    row = _locked(channel, address, patron)
    if row.stopped_at is None:
        row.stopped_at, row.patron = now(), patron or row.patron
        row.save(update_fields=["stopped_at", "patron"])
        record(ContactStopped(contact_id=row.pk, patron_id=row.patron_id), by=by)
    return row


@transaction.atomic
def clear(patron: Patron, *, by) -> int:
    """The patron's present addresses are right and wanted: try them again. By the patron, or by a desk."""
    if patron.user_id is None or patron.user_id != by.pk:
        demand(by, REGISTER)
    addresses = [each for each in (patron.email, patron.phone) if each]
    found = ContactState.objects.select_for_update().filter(
        address__in=addresses, channel__in=(Via.EMAIL, Via.WHATSAPP)
    )
    rows = list(found.filter(Q(bad_since__isnull=False) | Q(stopped_at__isnull=False)))
    for row in rows:
        row.bad_since = row.stopped_at = None
        row.said = ""
        row.save(update_fields=["bad_since", "stopped_at", "said"])
        record(ContactCleared(contact_id=row.pk, patron_id=patron.pk), by=by)
    drop_block(patron, Block.Reason.BAD_CONTACT, by=by)
    return len(rows)


@transaction.atomic
def look_again(patron: Patron, *, by=None) -> None:
    """The patron's addresses have changed: the block that the desk sees goes, unless one of them is bad too."""
    addresses = [each for each in (patron.email, patron.phone) if each]
    if not ContactState.objects.filter(address__in=addresses, bad_since__isnull=False).exists():
        drop_block(patron, Block.Reason.BAD_CONTACT, by=by)
