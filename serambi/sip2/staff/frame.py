"""What the staff pages of this room share: the row of its pages."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.kit.navigation import row_of_pages
from serambi.sip2 import permissions


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [("terminals", _("Machines"), None), ("exceptions", _("To be settled"), permissions.SETTLE)]
    context["room_nav"] = row_of_pages(request.user, "sip2-staff", here, entries)
    return render(request, f"sip2/staff/{template}.html", context, status=status)
