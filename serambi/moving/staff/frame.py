"""What the pages of this room share: the row of them."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.kit.navigation import row_of_pages
from serambi.moving.permissions import LEAVE, RUN


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A page with the pages of the room above it; `here` is the name of the present one."""
    entries = [("moves", _("Moving in"), RUN), ("departures", _("Taking everything out"), LEAVE)]
    context["room_nav"] = row_of_pages(request.user, "moving-staff", here, entries)
    return render(request, f"moving/staff/{template}.html", context, status=status)
