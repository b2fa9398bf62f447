"""Who reads a notice, and how they can be reached: the patron, and guardians who may see what a child has on loan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from serambi.modules.switches import enabled
from serambi.notices.models import ContactState, Manner, Preference, PushSubscription
from serambi.notices.policy import channels_for
from serambi.notices.topics import Via
from serambi.patrons.models import Guardian, Patron


@dataclass(frozen=True)
class Reader:
    """Somebody a message goes to."""

    name: str
    language: str
    email: str = ""
    phone: str = ""
    patron: Patron | None = None
    guardian: Guardian | None = None
    """Set when they read it because of a child."""
    devices: int = 0
    chosen: dict[str, dict[str, bool]] = field(default_factory=dict)
    """By topic: what they ticked."""
    titles_in_push: bool = False
    closed: frozenset[str] = frozenset()
    """Channels whose address is bad, or whose owner wrote STOP."""

    @property
    def reachable(self) -> frozenset[str]:
        has = {
            Via.EMAIL: bool(self.email),
            Via.WHATSAPP: bool(self.phone) and enabled("notices.whatsapp"),
            Via.PUSH: self.devices > 0,
        }
        return frozenset(via for via, there in has.items() if there and via not in self.closed)

    @property
    def has_inbox(self) -> bool:
        return self.patron is not None and self.patron.user_id is not None

    def channels(self, topic: str) -> list[str]:
        """The inbox first, then what leaves the house."""
        return ([Via.INBOX] if self.has_inbox else []) + channels_for(self.chosen.get(topic), self.reachable)

    def address(self, channel: str) -> str:
        return {Via.EMAIL: self.email, Via.WHATSAPP: self.phone}.get(channel, "")


def readers_of(patrons: Iterable[int]) -> dict[int, list[Reader]]:
    """By patron id: who reads what is about this patron. A fixed number of queries, however many patrons."""
    wanted = set(patrons)
    children = defaultdict(list)
    guardians = Guardian.objects.filter(child__in=wanted, ended_at=None, sees_loans=True)
    guardians = guardians.select_related("child").order_by("id")
    for guardian in guardians:
        children[guardian.child_id].append(guardian)
    known = {each.patron_id for rows in children.values() for each in rows if each.patron_id}
    members = Patron.objects.select_related("user", "home_branch").in_bulk(wanted | known)
    details = _Details(members.values(), [each for rows in children.values() for each in rows])
    return {
        pk: [details.of_member(members[pk])]
        + [
            details.of_member(members[each.patron_id], guardian=each) if each.patron_id else details.of_stranger(each)
            for each in children[pk]
        ]
        for pk in wanted
        if pk in members
    }


def reader_of(delivery) -> Reader | None:
    """Who reads one delivery, as things are now."""
    return readers_of_deliveries([delivery]).get(delivery.pk)


def readers_of_deliveries(deliveries: Iterable) -> dict[int, Reader]:
    """By delivery id; those whose reader is gone are missing. The deliveries come with patron and guardian."""
    rows = list(deliveries)
    members = [each.patron for each in rows if each.patron]
    details = _Details(members, [each.guardian for each in rows if each.guardian])
    found = {}
    for each in rows:
        if each.patron:
            found[each.pk] = details.of_member(each.patron, guardian=each.guardian)
        elif each.guardian and each.guardian.ended_at is None:
            found[each.pk] = details.of_stranger(each.guardian)
    return found


class _Details:
    """Preferences, devices and states of addresses for many people, read at once."""

    def __init__(self, members: Iterable[Patron], guardians: Iterable[Guardian]):
        members, guardians = list(members), list(guardians)
        ids = {each.pk for each in members}
        self.chosen: dict[int, dict[str, dict[str, bool]]] = defaultdict(dict)
        for row in Preference.objects.filter(patron__in=ids):
            self.chosen[row.patron_id][row.topic] = {
                Via.EMAIL: row.email, Via.PUSH: row.push, Via.WHATSAPP: row.whatsapp,
            }  # fmt: skip
        self.devices: dict[int, int] = defaultdict(int)
        for patron_id in PushSubscription.objects.filter(patron__in=ids).values_list("patron_id", flat=True):
            self.devices[patron_id] += 1
        manners = Manner.objects.filter(patron__in=ids, titles_in_push=True)
        self.open_titles = set(manners.values_list("patron_id", flat=True))
        addresses = {address for each in [*members, *guardians] for address in (each.email, each.phone) if address}
        self.closed: dict[str, set[str]] = defaultdict(set)
        shut = ContactState.objects.filter(address__in=addresses)
        for row in shut.filter(Q(bad_since__isnull=False) | Q(stopped_at__isnull=False)):
            self.closed[row.address].add(row.channel)

    def _shut(self, email: str, phone: str) -> frozenset[str]:
        return frozenset(
            ({Via.EMAIL} & self.closed.get(email, set())) | ({Via.WHATSAPP} & self.closed.get(phone, set()))
        )

    def of_member(self, patron: Patron, guardian: Guardian | None = None) -> Reader:
        # where the membership has no address, the guardian's row may have one
        email = patron.email or (guardian.email if guardian else "")
        phone = patron.phone or (guardian.phone if guardian else "")
        return Reader(
            name=patron.name, language=patron.language, email=email, phone=phone, patron=patron, guardian=guardian,
            devices=self.devices.get(patron.pk, 0), chosen=self.chosen.get(patron.pk, {}),
            titles_in_push=patron.pk in self.open_titles, closed=self._shut(email, phone),
        )  # fmt: skip

    def of_stranger(self, guardian: Guardian) -> Reader:
        return Reader(
            name=guardian.name, language=guardian.child.language, email=guardian.email, phone=guardian.phone,
            guardian=guardian, closed=self._shut(guardian.email, guardian.phone),
        )  # fmt: skip
