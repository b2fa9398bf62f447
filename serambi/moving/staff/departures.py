"""Taking everything out: the archives, a new one, its progress, the file."""

from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from serambi.kit.access import requires
from serambi.moving import tasks
from serambi.moving.departing import departure
from serambi.moving.models import Departure
from serambi.moving.permissions import LEAVE
from serambi.moving.staff.frame import page
from serambi.ui.attempt import attempt

SHOWN = 20


@requires(LEAVE)
@never_cache
def departures(request):
    """The archives of the last month; POST asks for a new one."""
    if request.method == "POST":

        def act() -> None:
            with transaction.atomic():  # none that is asked for and never written
                tasks.write_departure.enqueue(departure.begin(by=request.user).pk)

        return attempt(request, act, _("The archive is being written."), reverse("moving-staff:departures"))
    found = Departure.objects.select_related("by").defer("counts")[:SHOWN]
    return page(request, "departures", "departures", rows=found, writing=[e for e in found if e.state == "writing"])


@requires(LEAVE)
@never_cache
def progress(request, pk: int):
    """The progress alone, asked for every two seconds."""
    found = get_object_or_404(Departure, pk=pk)
    return render(request, "moving/staff/_departure.html", {"each": found})


@requires(LEAVE)
@never_cache
def file(request, pk: int):
    """The archive itself."""
    found = get_object_or_404(Departure, pk=pk)
    if found.state != Departure.State.READY:
        return redirect("moving-staff:departures")
    try:
        path = departure.path_of(found)
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"serambi-{found.begun_at:%Y-%m-%d}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
