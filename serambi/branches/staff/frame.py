"""What the staff pages of this room share: the row of its pages, and refusals shown in a form."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.branches import permissions
from serambi.kit.refusal import Refused


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the room above it; `here` is the name of the present one."""
    entries = [
        ("branches", _("Branches"), True),
        ("closures", _("Closures and other hours"), True),
        ("holidays", _("Holidays"), True),
        ("library", _("The library"), permissions.holds_everywhere(request.user, permissions.CHANGE_LIBRARY)),
    ]
    context["room_nav"] = [
        {"label": label, "url": reverse(f"branches-staff:{name}"), "current": name == here}
        for name, label, may in entries
        if may
    ]
    return render(request, f"branches/staff/{template}.html", context, status=status)


def show_refusals(form, refused: Refused) -> None:
    """Every reason, as errors of the form."""
    for refusal in refused.refusals:
        form.add_error(None, str(refusal.message))
