"""What the tests of this room share: members, loans, holds, and running the planning and the sending at noon."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.timezone import now

from house.growing_lending import category
from serambi.catalogue.models import Item
from serambi.circulation.models import Hold, Loan
from serambi.kit.folding import fold
from serambi.notices.composing import compose
from serambi.notices.models import Notice
from serambi.notices.planning import plan
from serambi.notices.policy import next_decent
from serambi.notices.sending import send_due
from serambi.patrons.models import Patron

WITA = ZoneInfo("Asia/Makassar")


def awake() -> datetime:
    """Now, or the next morning when the library sleeps."""
    return next_decent(now(), WITA, time(8), time(20))


def noon(days: int = 0) -> datetime:
    """Noon of the day `days` from today, in Palu."""
    day = now().astimezone(WITA).date() + timedelta(days=days)
    return datetime.combine(day, time(12), tzinfo=WITA).astimezone(UTC)


def end_of(days: int) -> datetime:
    """The end of that day in Palu: when a loan is due."""
    day = noon(days).astimezone(WITA).date()
    return datetime.combine(day, time(23, 59, 59), tzinfo=WITA).astimezone(UTC)


def member(world, name: str, *, user=None, **details) -> Patron:
    """A verified member of Pusat; the membership that `user` has in the cast gets these facts, and no guardians."""
    have = Patron.objects.count()
    facts = {
        "state": "active", "category": category(), "home_branch": world.pusat, "card_number": f"P{have:05}",
        "name": name, "name_key": fold(name), "joined_on": now().date(), "verified_at": now(), "user": user,
        "expires_on": noon(300).date(),
    }  # fmt: skip
    if user is not None and (known := Patron.objects.filter(user=user).first()):
        for guardians in (known.guardians, known.children):
            guardians.update(ended_at=now())
        facts |= {"card_number": known.card_number, "email": "", "phone": "", "language": "id"}
        Patron.objects.filter(pk=known.pk).update(**facts | details)
        return Patron.objects.get(pk=known.pk)
    return Patron.objects.create(**facts | details)


def lend(world, patron: Patron, *, due: datetime, **facts) -> Loan:
    """A copy of Laskar Pelangi in the patron's hands."""
    number = Item.objects.count()
    item = Item.objects.create(record=world.laskar_pelangi, barcode=f"N{number:06}", branch=world.pusat)
    facts = {"branch": world.pusat, "loaned_at": min(due, now()) - timedelta(days=30)} | facts
    return Loan.objects.create(item=item, patron=patron, category=patron.category, due_at=due, **facts)


def reserve(world, patron: Patron, **facts) -> Hold:
    """A reservation that stands ready on the hold shelf."""
    number = Item.objects.count()
    copy = Item.objects.create(record=world.laskar_pelangi, barcode=f"R{number:06}", branch=world.pusat)
    told = {
        "work": world.laskar_pelangi.work, "pickup_branch": world.pusat, "state": "ready", "caught": copy,
        "caught_at": now(), "ready_at": now(), "pickup_by": noon(5).date(),
    }  # fmt: skip
    return Hold.objects.create(patron=patron, **told | facts)


def deliver(moment: datetime | None = None) -> None:
    """Compose and send all that is due."""
    moment = moment or awake()
    while compose(moment):
        pass
    send_due(moment)


def run_day(moment: datetime) -> None:
    """Plan the day of this moment, then compose and send."""
    plan(moment)
    deliver(moment)


def only_notice(**asked) -> Notice:
    """The one notice there is."""
    return Notice.objects.get(**asked)
