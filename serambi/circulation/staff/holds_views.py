"""Reservations for the staff: the pull list, the hold shelf, and the holds no copy can fill."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.timezone import now as present
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from serambi.catalogue.models import Item
from serambi.circulation.checkin import checkin
from serambi.circulation.holds.queries import hopeless
from serambi.circulation.holds.shelf import on_shelf, to_clear
from serambi.circulation.holds.targeting import not_found, pick, pull_list
from serambi.circulation.models import Hold, Transit
from serambi.circulation.permissions import HOLDS
from serambi.circulation.refusals import UNKNOWN_ITEM
from serambi.circulation.staff.holds_frame import back_to, branch_of, branches_of, chips, page
from serambi.circulation.transits import open_transits
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, tell_refusals

LONGEST_LIST = 300
"""What one person fetches in a morning; the rest follows when these are caught."""


@requires(HOLDS)
@require_safe
def pulls(request):
    """What is to be fetched from the shelves of a branch, in the order of the shelves."""
    branch, branches = branch_of(request)
    found = pull_list(branch) if branch else []
    return page(
        request,
        "holds_pulls",
        "holds",
        branch=branch,
        chips=chips(branches, branch),
        pulls=found[:LONGEST_LIST],
        total=len(found),
    )


@requires(HOLDS)
@require_POST
def pulls_pick(request):
    """A copy was fetched and scanned: caught for whoever is first."""
    branch, _branches = branch_of(request)
    back = back_to("holds", branch)
    item = _scanned(request)
    if branch is None or item is None:
        tell_refusals(request, Refused(UNKNOWN_ITEM))
        return redirect(back)
    try:
        hold = pick(item, branch, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
    else:
        messages.success(request, _told(hold))
    return redirect(back)


@requires(HOLDS)
@require_POST
def pulls_missing(request, pk):
    """It is not on its shelf: missing from now on, and the list asks for the next copy."""
    branch, _branches = branch_of(request)
    back = back_to("holds", branch)
    item = Item.objects.filter(pk=pk).first()
    if item is None:
        tell_refusals(request, Refused(UNKNOWN_ITEM))
        return redirect(back)
    if item.branch not in branches_of(request.user):
        raise PermissionDenied(HOLDS.code)
    said = _("Marked as missing. If there is another copy, the list asks for it.")
    return attempt(request, lambda: not_found(item, by=request.user), said, back)


@requires(HOLDS)
@require_safe
def shelf(request):
    """What stands on the hold shelf, soonest to expire first, and what is to be taken off it."""
    branch, branches = branch_of(request)
    ready = on_shelf(branch).select_related("patron", "caught__record", "work") if branch else Hold.objects.none()
    clear = to_clear(branch).select_related("patron", "caught__record", "caught__branch") if branch else []
    ready = page_of(ready, ("pickup_by", "pk"), request.GET)
    return page(
        request,
        "holds_shelf",
        "holds-shelf",
        branch=branch,
        chips=chips(branches, branch),
        ready=ready,
        clear=_whither(list(clear[:LONGEST_LIST])),
        today=present().astimezone(branch.tz).date() if branch else None,
    )


def _whither(ended: list[Hold]) -> list[dict[str, object]]:
    """Where each copy of an ended hold goes: to the next member, to another branch, or home. Two queries."""
    copies = [hold.caught_id for hold in ended]
    following = {
        hold.caught_id: hold
        for hold in Hold.objects.caught().filter(caught__in=copies).select_related("patron", "pickup_branch")
    }
    going: dict[int, Transit] = {
        transit.item_id: transit for transit in open_transits().filter(item__in=copies).select_related("destination")
    }
    return [
        {"hold": hold, "next": following.get(hold.caught_id), "transit": going.get(hold.caught_id)} for hold in ended
    ]


@requires(HOLDS)
@require_POST
def shelf_clear(request):
    """A copy was taken from the hold shelf and scanned: the check-in says where it goes."""
    branch, _branches = branch_of(request)
    back = back_to("holds-shelf", branch)
    item = _scanned(request)
    if branch is None or item is None:
        tell_refusals(request, Refused(UNKNOWN_ITEM))
        return redirect(back)
    try:
        done = checkin(item, branch=branch, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
        return redirect(back)
    if done.hold:
        messages.success(request, _told(done.hold))
    elif done.transit:
        messages.success(request, _("Send it to %(branch)s.") % {"branch": done.transit.destination.name})
    else:
        messages.success(request, _("Nobody waits for it. Put it back on its shelf."))
    return redirect(back)


@requires(HOLDS)
@require_safe
def without_hope(request):
    """Waiting holds that no copy of the house can fill: buy, repair, find, or tell the member."""
    rows = page_of(hopeless(branches_of(request.user)), ("hopeless_since", "pk"), request.GET)
    return page(request, "holds_hopeless", "holds-hopeless", rows=rows)


def _scanned(request) -> Item | None:
    barcode = request.POST.get("barcode", "").strip()[:60]
    if "\x00" in barcode or not barcode.isprintable():
        return None
    return Item.objects.filter(barcode=barcode).first() if barcode else None


def _told(hold: Hold) -> str:
    facts = {"name": hold.patron.name, "branch": hold.pickup_branch.name, "slot": hold.shelf_slot}
    if hold.state == Hold.State.READY:
        return _("For %(name)s: place %(slot)s on the hold shelf.") % facts
    return _("For %(name)s: send it to %(branch)s.") % facts
