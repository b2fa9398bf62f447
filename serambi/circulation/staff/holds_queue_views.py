"""The queue of a title for the staff: place for a member, move, cancel, call a loan back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.catalogue.models import Work
from serambi.circulation.holds.changing import move_to
from serambi.circulation.holds.ending import cancel
from serambi.circulation.holds.placing import pickup_points, place_hold
from serambi.circulation.holds.queries import queue_of
from serambi.circulation.holds.queue import places_of
from serambi.circulation.holds.recalling import recall_for
from serambi.circulation.models import Hold
from serambi.circulation.permissions import HOLDS
from serambi.circulation.rules.book import book
from serambi.circulation.staff.holds_forms import PlaceForm
from serambi.circulation.staff.holds_frame import branches_of, page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.patrons.looks import note_look
from serambi.ui.attempt import attempt, show_refusals

LONGEST_QUEUE = 300
MOST_TITLES = 50


class FindForm(forms.Form):
    """The title of a queue, by its beginning."""

    q = forms.CharField(label=gettext_lazy("Title begins with"), max_length=100, required=False)

    def clean_q(self):
        return self.cleaned_data["q"].strip()


@requires(HOLDS)
@require_safe
def titles(request):
    """Titles somebody waits for, oldest wait first; or, with `?q=`, titles to open a queue of."""
    form = FindForm(request.GET)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    live = Hold.objects.live().order_by()
    if wanted:
        works = Work.objects.filter(records__title__istartswith=wanted).distinct().order_by("title", "pk")[:MOST_TITLES]
    else:
        works = None
    waiting = live.filter(work__in=list(works)) if works is not None else live
    counted = waiting.values("work").annotate(waiting=Count("pk"), since=Min("placed_at")).order_by("since", "work")
    rows = list(counted[:MOST_TITLES])
    named = Work.objects.in_bulk([row["work"] for row in rows])
    found = [{"work": named[row["work"]], "waiting": row["waiting"], "since": row["since"]} for row in rows]
    have = {row["work"] for row in rows}
    found += [{"work": work, "waiting": 0, "since": None} for work in works or () if work.pk not in have]
    return page(request, "holds_titles", "holds-titles", form=form, found=found, wanted=wanted)


@requires(HOLDS)
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request, work):
    """Everybody who waits for a title, and a form to place one more."""
    work = get_object_or_404(Work, pk=work)
    form = PlaceForm(request.POST if request.method == "POST" else None, work=work, branches=pickup_points(book()))
    if request.method == "POST" and form.is_valid():
        try:
            hold = place_hold(form.patron, work, by=request.user, **form.wish())
        except Refused as refused:
            show_refusals(form, refused)
        else:
            note_look(hold.patron, "lent", request.user)
            messages.success(request, _("Reserved for %(name)s.") % {"name": hold.patron.name})
            return redirect("circulation-staff:holds-queue", work=work.pk)
    holds = list(queue_of(work)[:LONGEST_QUEUE])
    places = places_of(holds)
    mine = branches_of(request.user)
    rows = [(hold, places.get(hold.pk), hold.pickup_branch in mine) for hold in holds]
    rows.sort(key=lambda row: row[1].number if row[1] else 0)
    status = 422 if form.errors else 200
    return page(request, "holds_queue", "holds-titles", status=status, work=work, rows=rows, form=form)


@requires(HOLDS)
@require_POST
def queue_move(request, pk):
    """To another place in the queue: everybody there is moved, so a post at any pickup branch of it will do."""
    hold = get_object_or_404(Hold, pk=pk)
    back = _back(hold)
    _demand(request, hold)
    text = request.POST.get("place", "")
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        messages.error(request, _("Give the place as a number: 1 is next."))
        return redirect(back)
    return attempt(request, lambda: move_to(hold, int(text), by=request.user), _("Moved."), back)


@requires(HOLDS)
@require_POST
def queue_cancel(request, pk):
    """Cancelled by the library."""
    hold = get_object_or_404(Hold, pk=pk)
    _demand(request, hold)
    act = lambda: cancel(hold, by=request.user, why=Hold.Ended.STAFF)  # noqa: E731
    return attempt(request, act, _("Cancelled."), _back(hold))


@requires(HOLDS)
@require_POST
def queue_recall(request, pk):
    """Call back the loan that can be here soonest for this member."""
    hold = get_object_or_404(Hold, pk=pk)
    _demand(request, hold)
    said = _("Called back. Whoever has it is told the new day.")
    return attempt(request, lambda: recall_for(hold, by=request.user), said, _back(hold))


def _back(hold: Hold) -> str:
    return reverse("circulation-staff:holds-queue", args=[hold.work_id])


def _demand(request, hold: Hold) -> None:
    if hold.pickup_branch not in branches_of(request.user):
        raise PermissionDenied(HOLDS.code)
