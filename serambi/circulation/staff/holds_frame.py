"""What the pages of reservations share: the row of pages, and the branch they are about."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.circulation.desk.memory import Memory
from serambi.circulation.permissions import HOLDS
from serambi.kit.navigation import row_of_pages


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of reservations above it; `here` is the name of the present one."""
    entries = [
        ("holds", _("Pull list"), HOLDS),
        ("holds-shelf", _("Hold shelf"), HOLDS),
        ("holds-transits", _("On the way"), HOLDS),
        ("holds-titles", _("Queues"), HOLDS),
        ("holds-hopeless", _("Without hope"), HOLDS),
    ]
    context["room_nav"] = row_of_pages(request.user, "circulation-staff", here, entries)
    return render(request, f"circulation/staff/{template}.html", context, status=status)


def branches_of(user) -> list[Branch]:
    """Where this person looks after reservations, in the library's order."""
    may = user.may_at(HOLDS)
    found = list(Branch.objects.all()) if may is None else may
    return sorted({branch.pk: branch for branch in found}.values(), key=lambda branch: (branch.position, branch.pk))


def branch_of(request) -> tuple[Branch | None, list[Branch]]:
    """The branch asked for, else the one whose desk this person works at, else the first of theirs; and all of them."""
    branches = branches_of(request.user)
    asked = (request.POST if request.method == "POST" else request.GET).get("branch", "")
    named = next((branch for branch in branches if branch.code == asked), None)
    desk = Memory(request.session).branch
    at_desk = next((branch for branch in branches if branch.pk == desk), None)
    return named or at_desk or (branches[0] if branches else None), branches


def chips(branches: list[Branch], branch: Branch | None) -> list[dict[str, object]]:
    """A choice of branches; empty when there is nothing to choose."""
    if len(branches) < 2:
        return []
    return [
        {"label": each.short_name, "url": f"?{urlencode({'branch': each.code})}", "on": each == branch}
        for each in branches
    ]


def back_to(name: str, branch: Branch | None) -> str:
    """The address of a page about that branch."""
    return reverse(f"circulation-staff:{name}") + (f"?{urlencode({'branch': branch.code})}" if branch else "")
