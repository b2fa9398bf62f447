"""What the staff pages of this room share: the row of its pages, finding the member, the line of the log."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from serambi.kit.navigation import row_of_pages
from serambi.patrons import queries
from serambi.patrons.looks import note_look
from serambi.patrons.models import Look, Patron
from serambi.patrons.permissions import CONFIGURE, REGISTER, SEE


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [
        ("patrons", _("Members"), SEE),
        ("register", _("Register"), REGISTER),
        ("categories", _("Categories"), CONFIGURE),
        ("numbers", _("Card numbers"), CONFIGURE),
        ("texts", _("Texts of consent"), CONFIGURE),
    ]
    context["room_nav"] = row_of_pages(request.user, "patrons-staff", here, entries)
    return render(request, f"patrons/staff/{template}.html", context, status=status)


def small_form(request, form, patron: Patron, *, title: str, say: str, button: str, more: dict | None = None):
    """The page of an act on a member that asks for a few things."""
    context = {"form": form, "patron": patron, "title": title, "say": say, "button_words": button} | (more or {})
    return page(request, "small_form", "patrons", status=status_of(request), **context)


def status_of(request) -> int:
    """A form that comes back was not accepted."""
    return 422 if request.method == "POST" else 200


def posted(request):
    """What a form is bound to: nothing, unless it was sent."""
    return request.POST if request.method == "POST" else None


def found(pk: int) -> Patron:
    """The member, or 404."""
    try:
        return queries.patron(pk)
    except (Patron.DoesNotExist, OverflowError):
        raise Http404 from None


def changed(request, patron: Patron, said: str):
    """An act succeeded: it goes into the log that the member may read, and back to the member's page."""
    note_look(patron, Look.What.CHANGED, request.user)
    messages.success(request, said)
    return redirect("patrons-staff:patron", patron.pk)
