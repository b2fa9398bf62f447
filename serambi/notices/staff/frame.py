"""What the staff pages of this room share: the row of its pages."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.kit.navigation import row_of_pages
from serambi.notices.permissions import CONFIGURE, DECIDE


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [
        ("log", _("What was sent"), None),
        ("tomorrow", _("Tomorrow"), None),
        ("unknown", _("Outcome unknown"), DECIDE),
        ("by-hand", _("By hand"), DECIDE),
        ("channels", _("Channels"), None),
        ("rhythm", _("When we write"), CONFIGURE),
    ]
    context["room_nav"] = row_of_pages(request.user, "notices-staff", here, entries)
    return render(request, f"notices/staff/{template}.html", context, status=status)
