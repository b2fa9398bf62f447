"""What a member's own page (`accounts.own_page`) says of loans: what is late, and the door to all of them."""

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serambi.accounts.own_page import DOORS, TOP, Part
from serambi.circulation.family_loans import family_of
from serambi.circulation.models import Loan
from serambi.patrons.queries import patron_of


def parts(user) -> list[Part]:
    """Three queries. Nothing for accounts without a membership."""
    patron = patron_of(user)
    if patron is None:
        return []
    try:
        url = reverse("circulation:loans")
    except NoReverseMatch:  # the pages are not mounted in this house
        return []
    moment = now()
    rows = Loan.objects.open().filter(patron__in=family_of(patron)).order_by()
    due = list(rows.values_list("due_at", "claimed_at", "lost_at"))
    late = sum(at < moment and not claimed and not lost for at, claimed, lost in due)
    text = ngettext("%(count)d copy at home", "%(count)d copies at home", len(due)) % {"count": len(due)}
    door = {"url": url, "icon": "book", "title": _("My loans"), "text": text if due else _("Nothing on loan")}
    found = [Part("patrons/public/_door.html", door, place=DOORS, position=5)]
    if late:
        found.append(Part("circulation/public/_loans_late.html", {"late": late, "url": url}, place=TOP, position=5))
    return found
