"""Copies between branches, for the staff: what comes to us, what left us, received by a scan."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from serambi.catalogue.models import Item
from serambi.circulation.checkin import checkin
from serambi.circulation.models import Hold
from serambi.circulation.permissions import HOLDS
from serambi.circulation.refusals import UNKNOWN_ITEM
from serambi.circulation.staff.holds_frame import back_to, branch_of, chips, page
from serambi.circulation.transits import open_transits
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import tell_refusals


@requires(HOLDS)
@require_safe
def transits(request):
    """Everything on its way to the branch or, with `?way=out`, from it; longest under way first."""
    branch, branches = branch_of(request)
    out = request.GET.get("way") == "out"
    rows = open_transits().filter(**{"origin" if out else "destination": branch})
    rows = rows.select_related("item__record", "origin", "destination", "hold__patron")
    return page(
        request,
        "holds_transits",
        "holds-transits",
        branch=branch,
        chips=chips(branches, branch),
        rows=page_of(rows, ("sent_at", "pk"), request.GET),
        out=out,
    )


@requires(HOLDS)
@require_POST
def transits_receive(request):
    """A copy came out of the van: scanned, and told where it goes."""
    branch, _branches = branch_of(request)
    back = back_to("holds-transits", branch)
    barcode = request.POST.get("barcode", "").strip()[:60]
    item = Item.objects.filter(barcode=barcode).first() if barcode.isprintable() and barcode else None
    if branch is None or item is None:
        tell_refusals(request, Refused(UNKNOWN_ITEM))
        return redirect(back)
    try:
        done = checkin(item, branch=branch, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
        return redirect(back)
    if done.hold and done.hold.state == Hold.State.READY:
        facts = {"name": done.hold.patron.name, "slot": done.hold.shelf_slot}
        messages.success(request, _("For %(name)s: place %(slot)s on the hold shelf.") % facts)
    elif done.transit:
        messages.success(request, _("Send it to %(branch)s.") % {"branch": done.transit.destination.name})
    else:
        messages.success(request, _("Received. It goes to its shelf."))
    return redirect(back)
