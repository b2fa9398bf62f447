"""A member says how the library may write: acts of the member, or of whoever holds a signed link."""

from django.db import transaction

from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any
from serambi.notices import refusals
from serambi.notices.contacts import readers_of
from serambi.notices.events import NoticePreferencesChanged
from serambi.notices.links import Stop
from serambi.notices.models import Manner, Preference
from serambi.notices.policy import channels_for
from serambi.notices.standing import stopped
from serambi.notices.topics import CHOSEN, OUTSIDE, Via
from serambi.patrons.models import Guardian, Patron


def choices_of(patron: Patron, reachable: frozenset[str]) -> dict[str, dict[str, bool]]:
    """By topic and channel: what is ticked, or what the defaults are while nothing is."""
    rows = {row.topic: row for row in Preference.objects.filter(patron=patron)}
    usual = channels_for(None, reachable)
    return {
        topic: {via: getattr(rows[topic], via) if topic in rows else via in usual for via in OUTSIDE}
        for topic in CHOSEN
    }


def _owned(patron: Patron, by) -> None:
    refuse_if_any([refusals.NO_MEMBER] if patron.user_id is None or by is None or patron.user_id != by.pk else [])


@transaction.atomic
def choose(patron: Patron, chosen: dict[str, set[str]], *, titles_in_push: bool, by) -> None:
    """Set the channels of every topic: by topic, the outside channels that are wanted."""
    _owned(patron, by)
    Patron.objects.select_for_update(of=("self",)).get(pk=patron.pk)
    for topic in CHOSEN:
        wanted = chosen.get(topic, set())
        Preference.objects.update_or_create(
            patron=patron, topic=topic, defaults={str(via): via in wanted for via in OUTSIDE}
        )
    Manner.objects.update_or_create(patron=patron, defaults={"titles_in_push": titles_in_push})
    record(NoticePreferencesChanged(patron_id=patron.pk), by=by)


@transaction.atomic
def stop(told: Stop, *, everything: bool = False, by=None) -> bool:
    """No more of this topic through this channel, or of any. The signed link is the proof; says whether it held.

    A guardian without a membership has no preferences: the address itself is left alone from now on.
    """
    if told.channel not in OUTSIDE:
        return False
    if not told.patron:
        guardian = Guardian.objects.select_related("child").filter(pk=told.guardian, ended_at=None).first()
        address = {Via.EMAIL: guardian.email, Via.WHATSAPP: guardian.phone}.get(told.channel) if guardian else ""
        if address:
            stopped(told.channel, address, guardian.child, by=by)
        return bool(address)
    patron = Patron.objects.select_for_update(of=("self",)).filter(pk=told.patron).first()
    if patron is None or patron.state in (Patron.State.CLOSED, Patron.State.ERASED):
        return False
    have = choices_of(patron, _present(patron))
    for topic in CHOSEN if everything else [told.topic]:
        if topic in have:
            Preference.objects.update_or_create(
                patron=patron, topic=topic, defaults={**have[topic], str(told.channel): False}
            )
    record(NoticePreferencesChanged(patron_id=patron.pk), by=by)
    return True


def _present(patron: Patron) -> frozenset[str]:
    return readers_of([patron.pk])[patron.pk][0].reachable
