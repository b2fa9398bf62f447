"""What the pages of the loan rules share: the row of pages, whose rules one may change."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.branches.permissions import demand_everywhere
from serambi.circulation.permissions import CHANGE_RULES
from serambi.kit.access import demand
from serambi.kit.navigation import row_of_pages


def page(request, template: str, here: str, *, status: int = 200, **context):
    """A staff page with the pages of the loan rules above it; `here` is the name of the present one."""
    entries = [
        ("rules", _("Loan rules"), None),
        ("rules-explain", _("Explain a rule"), None),
        ("rules-history", _("History of the rules"), None),
    ]
    context["room_nav"] = row_of_pages(request.user, "circulation-staff", here, entries)
    return render(request, f"circulation/staff/{template}.html", context, status=status)


def demand_rule(user, branch: Branch | None) -> None:
    """A post at one branch changes only the rules of that branch; rules for all need a post for the whole library."""
    if branch is None:
        demand_everywhere(user, CHANGE_RULES)
    else:
        demand(user, CHANGE_RULES, branch=branch)


def may_change(user) -> tuple[bool, frozenset[int]]:
    """For lists: may the rules for all branches be changed, and of which branches those of their own?"""
    where = user.may_at(CHANGE_RULES)
    return (True, frozenset()) if where is None else (False, frozenset(branch.pk for branch in where))
