from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from serambi.kit.access import signed_in
from serambi.kit.refusal import Refused
from serambi.notices import queries
from serambi.notices.channels import push
from serambi.notices.channels.push_keys import public_key
from serambi.notices.contacts import readers_of
from serambi.notices.devices import add_device, remove_device, try_push
from serambi.notices.models import PushSubscription
from serambi.notices.preferences import choices_of, choose
from serambi.notices.standing import clear
from serambi.notices.topics import CHOSEN, OUTSIDE, Topic, Via
from serambi.patrons.changing import change
from serambi.ui.attempt import attempt, tell_refusals

LANGUAGES = ("id", "en")


def _mine(request):
    """My membership; an account without one has nothing to choose."""
    patron = queries.patron_of(request.user)
    if patron is None:
        raise Http404
    return patron


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Topics and channels: what reaches me where."""
    patron = queries.patron_of(request.user)
    if patron is None:
        return redirect("notices:inbox")
    here = reverse("notices:preferences")
    if request.method == "POST":
        ticked = set(request.POST.getlist("want"))
        chosen = {str(topic): {str(via) for via in OUTSIDE if f"{topic}:{via}" in ticked} for topic in CHOSEN}
        titles = bool(request.POST.get("titles_in_push"))
        return attempt(
            request, lambda: choose(patron, chosen, titles_in_push=titles, by=request.user), _("Saved."), here
        )
    reader = readers_of([patron.pk])[patron.pk][0]
    ticked = choices_of(patron, reader.reachable)
    return render(request, "notices/public/preferences.html", _shown(patron, reader, ticked))


def _shown(patron, reader, ticked) -> dict:
    columns = [(via, Via(via).label, via in reader.reachable) for via in OUTSIDE]
    rows = [
        (
            Topic(topic).label,
            [(f"{topic}:{via}", label, ticked[topic][via], there) for via, label, there in columns],
        )
        for topic in CHOSEN
    ]
    return {
        "patron": patron,
        "reader": reader,
        "columns": columns,
        "rows": rows,
        "devices": PushSubscription.objects.filter(patron=patron),
        "push_key": public_key() if push.is_configured() else "",
        "bad_contacts": queries.bad_contacts_of(patron),
    }


@signed_in
@require_POST
def language(request):
    """In which language I am written to."""
    patron = _mine(request)
    wanted = request.POST.get("language", "")
    if wanted not in LANGUAGES:
        raise Http404
    return attempt(
        request,
        lambda: change(patron, {"language": wanted}, version=patron.version, by=request.user),
        _("Saved."),
        reverse("notices:preferences"),
    )


@signed_in
@require_POST
def contact_right(request):
    """My address is right: try it again."""
    patron = _mine(request)
    return attempt(
        request, lambda: clear(patron, by=request.user), _("We will try it again."), reverse("notices:preferences")
    )


@signed_in
@require_POST
def add(request):
    """This browser shows push messages from now on; its answer comes with the form."""
    patron = _mine(request)
    told = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth", "device")}
    return attempt(
        request,
        lambda: add_device(patron, **told, by=request.user),
        _("This device shows messages from the library now."),
        reverse("notices:preferences"),
    )


@signed_in
@require_POST
def remove(request, pk):
    """No more messages on that device."""
    patron = _mine(request)
    row = get_object_or_404(PushSubscription.objects.select_related("patron"), pk=pk, patron=patron)
    remove_device(row, by=request.user)
    messages.success(request, _("That device shows no more messages."))
    return redirect("notices:preferences")


@signed_in
@require_POST
def try_it(request):
    """Send a message to my devices now."""
    patron = _mine(request)
    try:
        outcome = try_push(patron, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
    else:
        if outcome.sent:
            messages.success(request, _("Sent. It should appear on your device in a moment."))
        else:
            messages.error(request, _("The push service did not take it. Remove the device and connect it again."))
    return redirect("notices:preferences")
