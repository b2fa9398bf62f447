from dataclasses import dataclass

from django.apps import apps
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from serambi.branches.queries import doors
from serambi.front.greeting import greeting
from serambi.front.navigation import awaiting, links
from serambi.front.permissions import ENTER_WORKSPACE, SET_SWITCHES
from serambi.front.switching import switch
from serambi.kit.access import requires
from serambi.modules.switches import Switch, declared, forget, states


@requires(ENTER_WORKSPACE)
def today(request):
    """Where a working day starts: what waits for this person, and how the branches are."""
    posts = request.user.posts
    moment = now().astimezone(posts[0].branch.tz) if posts[0].branch else localtime()
    return render(
        request,
        "front/staff/today.html",
        {
            "greeting": greeting(moment),
            "moment": moment,
            "zone": posts[0].branch.zone if posts[0].branch else "",
            "posts": posts,
            "awaiting": awaiting(request.user),
            "branches": doors(),
            "rooms": [tab for tab in links("staff_tabs", user=request.user) if tab.name != "front-staff:today"],
        },
    )


@requires(ENTER_WORKSPACE)
def keys(request):
    """Every keyboard shortcut of the workspace."""
    return render(request, "front/staff/keys.html")


@dataclass(frozen=True)
class SwitchRow:
    switch: Switch
    on: bool
    room: str
    closed_with_room: bool
    """Its own switch is on, but that of its room is off."""


@requires(SET_SWITCHES)
def modules(request):
    """Which parts of the house are open, and the switch of each."""
    known = declared()
    if request.method == "POST":
        code, on = request.POST.get("code", ""), request.POST.get("on") == "1"
        if code not in known:
            raise Http404
        if switch(code, on=on, by=request.user):
            said = _("“%(part)s” is open.") if on else _("“%(part)s” is closed.")
            messages.success(request, said % {"part": known[code].label})
        return redirect("front-staff:modules")
    forget()  # whoever has just set one elsewhere sees here what it is
    now_states = states()
    rows = [
        SwitchRow(s, now_states[s.code], _room(s.code), not now_states.get(s.code.split(".")[0], True))
        for s in known.values()
    ]
    return render(request, "front/staff/modules.html", {"rows": rows})


def _room(code: str) -> str:
    return str(apps.get_app_config(code.split(".")[0]).verbose_name)
