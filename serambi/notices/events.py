"""Facts about notices; ids only. That a message was sent is a row of this room, not a fact of the journal."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticePreferencesChanged(Event):
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class DeviceAdded(Event):
    """A browser shows push messages from now on."""

    patron_id: int
    subscription_id: int


@dataclass(frozen=True, kw_only=True)
class DeviceRemoved(Event):
    patron_id: int
    subscription_id: int


@dataclass(frozen=True, kw_only=True)
class ContactFoundBad(Event):
    """Nothing can be delivered to an address."""

    contact_id: int
    patron_id: int | None


@dataclass(frozen=True, kw_only=True)
class ContactStopped(Event):
    """Its owner wants no more messages there."""

    contact_id: int
    patron_id: int | None


@dataclass(frozen=True, kw_only=True)
class ContactCleared(Event):
    """It may be tried again: the patron or the staff said that it is right."""

    contact_id: int
    patron_id: int | None


@dataclass(frozen=True, kw_only=True)
class DeliveryDecided(Event):
    """Somebody of the staff decided what became of a message, or what shall."""

    delivery_id: int
    verdict: str


@dataclass(frozen=True, kw_only=True)
class RhythmChanged(Event):
    """When and how early the library writes."""
