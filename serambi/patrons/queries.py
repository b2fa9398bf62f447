"""Reads about members for screens and for the rooms above."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from serambi.branches.queries import library
from serambi.kit.folding import fold
from serambi.kit.navigation import Awaiting
from serambi.patrons import contact, numbering, policy
from serambi.patrons.models import Block, Category, FormerCard, Patron
from serambi.patrons.permissions import REGISTER

_WITH = ("category", "home_branch")
_MOST_WORDS = 6


@dataclass(frozen=True)
class CardFound:
    """Whose card it is. `former` says that it counts no more, since when and why (`former.why`)."""

    patron: Patron
    former: FormerCard | None = None


def patron_by_card(number: str) -> CardFound | None:
    """The member with this card, or who had it once. Two index look-ups at most; hostile text finds nobody."""
    same = _spellings(number)
    if not same:
        return None
    patron = Patron.objects.filter(card_number__in=same).select_related(*_WITH).first()
    if patron:
        return CardFound(patron)
    former = (
        FormerCard.objects.filter(number__in=same)
        .select_related("patron", "patron__category", "patron__home_branch")
        .first()
    )
    return CardFound(former.patron, former) if former else None


def search(text: str) -> QuerySet[Patron]:
    """Members for what somebody typed: a card number (a former one too), an e-mail address, a mobile number, or words
    of the name in any order. Ordered and paged by ("name_key", "id"). Erased ones are found by their number only."""
    found = Patron.objects.select_related(*_WITH).order_by("name_key", "id")
    sure = Q(pk=None)
    if same := _spellings(text):
        sure |= Q(card_number__in=same) | Q(pk__in=FormerCard.objects.filter(number__in=same).values("patron"))
    if "@" in text:
        return found.filter(sure | Q(email=contact.email_of(_sound(text))))
    with suppress(ValueError):
        sure |= Q(phone=contact.phone_number(text))
    words = fold(_sound(text)).split()[:_MOST_WORDS]
    if not words:
        return found.filter(sure)
    named = ~Q(state=Patron.State.ERASED)
    for word in words:
        named &= Q(name_key__contains=word)
    return found.filter(sure | named)


def _sound(text: str) -> str:
    """Without what no database takes."""
    return text[:200].replace("\x00", " ").encode("utf-8", "ignore").decode()


def _spellings(text: str) -> set[str]:
    number = numbering.cleaned(text[:100])
    return numbering.spellings(number) if not numbering.wrong_with(number) else set()


def patrons(
    *, text: str = "", which: str = "", category: int | None = None, branch: str = "", day: date | None = None
) -> QuerySet[Patron]:
    """The list of the staff: `which` is applied, expiring, expired, blocked, closed, or empty for all members and those
    who wait. Each has `is_blocked`."""
    day = day or today()
    stands = Block.objects.standing(day).filter(patron=OuterRef("pk"))
    found = search(text) if text.strip() else Patron.objects.select_related(*_WITH).order_by("name_key", "id")
    found = found.annotate(is_blocked=Exists(stands))
    if which == "applied":
        found = found.filter(state=Patron.State.APPLIED)
    elif which == "expiring":
        found = found.members().filter(expires_on__range=(day, day + policy.EXPIRES_SOON))
    elif which == "expired":
        found = found.members().filter(expires_on__lt=day)
    elif which == "blocked":
        found = found.filter(Exists(stands))
    elif which == "closed":
        found = found.filter(state=Patron.State.CLOSED)
    elif not text.strip():
        found = found.filter(state__in=[Patron.State.ACTIVE, Patron.State.APPLIED])
    if category:
        found = found.filter(category=category)
    if branch:
        found = found.filter(home_branch__code=branch)
    return found


def today() -> date:
    """The library's day."""
    return localdate(timezone=library().tz)


def patron(pk: int) -> Patron:
    """One member with category and branch. Raises Patron.DoesNotExist."""
    return Patron.objects.select_related(*_WITH, "user", "verified_by").get(pk=pk)


def patron_of(user) -> Patron | None:
    """The membership of an account, with category and branch; None for accounts without one."""
    return Patron.objects.select_related(*_WITH).filter(user=user).first() if user.is_authenticated else None


def categories(*, online: bool = False) -> QuerySet[Category]:
    """Categories in use, in their order; `online`: those with which one may join on the website."""
    found = Category.objects.filter(is_active=True)
    return found.filter(joins_online=True) if online else found


def awaiting(user) -> list[Awaiting]:
    """People who joined online and wait to be verified."""
    if not user.may(REGISTER):
        return []
    count = Patron.objects.filter(state=Patron.State.APPLIED).count()
    if not count:
        return []
    return [
        Awaiting(
            label=_("Members to verify"),
            url=reverse("patrons-staff:patrons") + "?which=applied",
            count=count,
            text=_("They joined online. Verify them when they come."),
        )
    ]
