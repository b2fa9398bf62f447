"""What the staff pages of this room share: the row of its pages."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.discovery.permissions import EDIT_LISTS, EXPLAIN, GUARD_CRAWLERS, SEE_INDEX, SEE_MISSES
from serambi.kit.navigation import row_of_pages


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [
        ("index", _("Search index"), SEE_INDEX),
        ("misses", _("Searches without result"), SEE_MISSES),
        ("order", _("Why this order"), EXPLAIN),
        ("lists", _("Lists"), EDIT_LISTS),
        ("crawlers", _("Automatic visitors"), GUARD_CRAWLERS),
    ]
    context["room_nav"] = row_of_pages(request.user, "discovery-staff", here, entries)
    return render(request, f"discovery/staff/{template}.html", context, status=status)
