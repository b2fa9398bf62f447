"""Reserving a title, and one's own reservations."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.catalogue.models import Work
from serambi.catalogue.queries import work_merged_into
from serambi.circulation.holds.changing import change_pickup
from serambi.circulation.holds.ending import cancel
from serambi.circulation.holds.placing import pickup_points, place_hold
from serambi.circulation.holds.queries import choices_of, hold_of, my_holds
from serambi.circulation.holds.queue import outlook
from serambi.circulation.holds.suspending import resume, suspend
from serambi.circulation.models import Hold
from serambi.circulation.public.holds_forms import PickupForm, ReserveForm, SuspendForm
from serambi.circulation.rules.book import book
from serambi.kit.access import signed_in
from serambi.kit.refusal import Refused
from serambi.patrons.queries import patron_of
from serambi.ui.attempt import attempt, show_refusals

LAST_ID = 2**63 - 1


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request, work):
    """Choose what, where and until when. Somebody without a membership is shown the way to one."""
    asked = min(int(work), LAST_ID)
    found = Work.objects.filter(pk=asked, records__shown=True).first()
    if found is None:
        if (merged := work_merged_into(asked)) is not None:
            return redirect("circulation:reserve", work=merged)
        raise Http404("no such work")
    patron = patron_of(request.user)
    if patron is None:
        return render(request, "circulation/public/holds_join.html", {"work": found})
    standing = Hold.objects.live().filter(patron=patron, work=found, item__isnull=True).first()
    rules = book()
    form = ReserveForm(
        request.POST if request.method == "POST" else None,
        choices=choices_of(found, patron, rules, _("Any edition: whichever comes first")),
        branches=pickup_points(rules),
        home=patron.home_branch,
    )
    if request.method == "POST" and form.is_valid():
        try:
            place_hold(patron, found, by=request.user, **form.wish())
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("Reserved. We tell you when it is ready to be picked up."))
            return redirect("circulation:holds")
    context = {"work": found, "form": form, "standing": standing, "outlook": outlook(found.pk)}
    return render(request, "circulation/public/reserve.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def holds(request):
    """What the member waits for: ready ones first, with place in the queue and the day to expect."""
    patron = patron_of(request.user)
    if patron is None:
        return render(request, "circulation/public/holds_join.html", {"work": None})
    branches = pickup_points(book())
    mine = my_holds(patron)
    forms = {
        each.hold.pk: PickupForm(branches=branches, auto_id=f"pickup-{each.hold.pk}-%s", here=each.hold.pickup_branch)
        for each in mine
    }
    pauses = {each.hold.pk: SuspendForm(auto_id=f"pause-{each.hold.pk}-%s") for each in mine}
    rows = [(each, forms[each.hold.pk], pauses[each.hold.pk]) for each in mine]
    return render(request, "circulation/public/holds.html", {"rows": rows})


@signed_in
@require_POST
def holds_cancel(request, pk):
    """The member needs it no more."""
    hold = _mine(request, pk)
    return attempt(request, lambda: cancel(hold, by=request.user), _("Cancelled."), reverse("circulation:holds"))


@signed_in
@require_POST
def holds_suspend(request, pk):
    """Not now: others go first until the day that was chosen."""
    hold, back = _mine(request, pk), reverse("circulation:holds")
    form = SuspendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This is not a day. Choose one, or leave the field empty."))
        return redirect(back)
    until = form.cleaned_data["until"]
    said = _("Suspended. You keep your place in the queue.")
    return attempt(request, lambda: suspend(hold, until=until, by=request.user), said, back)


@signed_in
@require_POST
def holds_resume(request, pk):
    """It counts again."""
    hold = _mine(request, pk)
    said = _("You are in the queue again, at your place.")
    return attempt(request, lambda: resume(hold, by=request.user), said, reverse("circulation:holds"))


@signed_in
@require_POST
def holds_pickup(request, pk):
    """Fetched at another branch."""
    hold, back = _mine(request, pk), reverse("circulation:holds")
    form = PickupForm(request.POST, branches=pickup_points(book()), here=None)
    if not form.is_valid():
        messages.error(request, _("Choose one of the branches."))
        return redirect(back)
    branch = form.branch()
    said = _("You pick it up at %(branch)s.") % {"branch": branch.name}
    return attempt(request, lambda: change_pickup(hold, branch, by=request.user), said, back)


def _mine(request, pk: int) -> Hold:
    patron = patron_of(request.user)
    hold = hold_of(patron, min(int(pk), LAST_ID)) if patron else None
    if hold is None:
        raise Http404("no such reservation")
    return hold
