"""What the staff pages of this room share: the row of its pages."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.branches import permissions
from serambi.kit.navigation import row_of_pages


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [
        ("branches", _("Branches"), None),
        ("closures", _("Closures and other hours"), None),
        ("holidays", _("Holidays"), None),
    ]
    if permissions.holds_everywhere(request.user, permissions.CHANGE_LIBRARY):
        entries.append(("library", _("The library"), None))
    context["room_nav"] = row_of_pages(request.user, "branches-staff", here, entries)
    return render(request, f"branches/staff/{template}.html", context, status=status)
