from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from serambi.kit.access import signed_in
from serambi.kit.paging import page_of
from serambi.notices import queries

PER_PAGE = 20


@signed_in
@require_safe
def inbox(request):
    """What the library wrote to me in the last 90 days, latest first."""
    patron = queries.patron_of(request.user)
    letters = queries.inbox_of(patron) if patron else queries.Delivery.objects.none()
    shown = page_of(letters, ("made_at", "id"), request.GET, descending=True, size=PER_PAGE)
    context = {
        "patron": patron,
        "shown": shown,
        "unread": any(letter.read_at is None for letter in shown),
        "bad_contacts": queries.bad_contacts_of(patron) if patron else [],
    }
    return render(request, "notices/public/inbox.html", context)


@signed_in
@require_POST
def read(request):
    """Everything in my inbox is read."""
    patron = queries.patron_of(request.user)
    if patron:
        queries.inbox_of(patron).filter(read_at=None).update(read_at=now())
    return redirect("notices:inbox")
