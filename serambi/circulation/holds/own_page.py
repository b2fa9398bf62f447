"""What a member's own page (`accounts.own_page`) says of reservations: what is ready, and the door to all of them."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serambi.accounts.own_page import DOORS, TOP, Part
from serambi.circulation.models import Hold
from serambi.patrons.queries import patron_of

__all__ = ["parts"]


def parts(user) -> list[Part]:
    """Two queries. Nothing for accounts without a membership."""
    patron = patron_of(user)
    if patron is None:
        return []
    try:
        url = reverse("circulation:holds")
    except NoReverseMatch:  # the pages are not mounted in this house
        return []
    states = list(Hold.objects.live().filter(patron=patron).order_by().values_list("state", flat=True))
    ready = states.count(Hold.State.READY)
    count = len(states)
    text = ngettext("%(count)d reservation", "%(count)d reservations", count) % {"count": count}
    door = {
        "url": url,
        "icon": "queue",
        "title": _("My reservations"),
        "text": text if count else _("Nothing reserved"),
    }
    found = [Part("patrons/public/_door.html", door, place=DOORS, position=15)]
    if ready:
        found.append(Part("circulation/public/_holds_ready.html", {"ready": ready, "url": url}, place=TOP, position=10))
    return found
