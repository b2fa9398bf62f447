"""What the staff pages of this room share: the row of its pages, CSV, and acts that may be refused."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.catalogue.permissions import BATCH, COPY, EXPORT, IMPORT, ITEM_CHANGE, MERGE
from serambi.kit.refusal import Refused


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
    context["room_nav"] = [
        {"label": label, "url": reverse(f"catalogue-staff:{name}"), "current": name == here}
        for name, label, needed in entries
        if needed is None or request.user.may(needed)
    ]
    return render(request, f"catalogue/staff/{template}.html", context, status=status)


def attempt(request, act: Callable, said: str, back: str, *, onward: str = ""):
    """Do the act and go `onward` (or `back`) with `said`, or go `back` with every reason why not."""
    try:
        act()
    except Refused as no:
        for refusal in no.refusals:
            messages.error(request, str(refusal.message))
        return redirect(back)
    messages.success(request, said)
    return redirect(onward or back)


def show_refusals(form, refused: Refused) -> None:
    """Every reason, as errors of the form."""
    for refusal in refused.refusals:
        form.add_error(None, str(refusal.message))
