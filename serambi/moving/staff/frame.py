"""What the pages of this room share: its row of pages, acts that may be refused."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.kit.refusal import Refused
from serambi.moving.permissions import LEAVE, RUN


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A page with the pages of the room above it; `here` is the name of the present one."""
    entries = [("moves", _("Moving in"), RUN), ("departures", _("Taking everything out"), LEAVE)]
    context["room_nav"] = [
        {"label": label, "url": reverse(f"moving-staff:{name}"), "current": name == here}
        for name, label, needed in entries
        if request.user.may(needed)
    ]
    return render(request, f"moving/staff/{template}.html", context, status=status)


def attempt(request, act: Callable, said: str, back: str):
    """Do the act and go back with `said`, or with every reason why not."""
    try:
        act()
    except Refused as no:
        for refusal in no.refusals:
            messages.error(request, str(refusal.message))
    else:
        messages.success(request, said)
    return redirect(back)
