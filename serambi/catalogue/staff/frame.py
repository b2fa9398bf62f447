"""What the staff pages of this room share: the row of its pages."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.catalogue.permissions import BATCH, COPY, EXPORT, IMPORT, ITEM_CHANGE, MERGE
from serambi.kit.navigation import row_of_pages


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [
        ("records", _("Catalogue"), None),
        ("copies", _("Copies"), None),
        ("labels", _("Labels"), ITEM_CHANGE),
        ("register", _("Accession register"), None),
        ("copy", _("Copy cataloguing"), COPY),
        ("authorities", _("Headings"), None),
        ("doubles", _("Doubles"), MERGE),
        ("batches", _("Batch changes"), BATCH),
        ("imports", _("Imports"), IMPORT),
        ("export", _("Export"), EXPORT),
    ]
    context["room_nav"] = row_of_pages(request.user, "catalogue-staff", here, entries)
    return render(request, f"catalogue/staff/{template}.html", context, status=status)
