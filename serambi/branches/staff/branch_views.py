"""Branches for the staff: the list, one branch's facts, its weekly hours."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from serambi.branches import permissions, places, policy, queries
from serambi.branches.hours import set_weekly_hours
from serambi.branches.models import Branch
from serambi.branches.staff.branch_forms import BranchForm, HoursForm, monday_for_all
from serambi.branches.staff.frame import page
from serambi.kit.access import demand, requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import show_refusals


@requires(permissions.SEE)
@require_safe
def branches(request):
    """Every branch, hidden ones too: how it is now, its hours today, what may be done."""
    rows = list(Branch.objects.all())
    states = queries.opening_states(rows)
    may_change, may_hours = (request.user.may_at(p) for p in (permissions.CHANGE_BRANCH, permissions.CHANGE_HOURS))
    shown = [
        {
            "branch": branch,
            "state": states[branch.pk],
            "may_change": may_change is None or branch in may_change,
            "may_hours": may_hours is None or branch in may_hours,
        }
        for branch in rows
    ]
    return page(
        request,
        "branches",
        "branches",
        rows=shown,
        open_now=sum(state.is_open for state in states.values()),
        without_hours=[row.name for row in rows if _never_opens(states[row.pk])],
        may_add=permissions.holds_everywhere(request.user, permissions.CHANGE_BRANCH),
    )


def _never_opens(state: policy.State) -> bool:
    return not state.is_open and state.opens is None


@requires(permissions.CHANGE_BRANCH)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """A new branch."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_BRANCH)
    form = BranchForm(request.POST or None, initial={"zone": queries.library().zone, "open_to_public": True})
    if request.method == "POST" and form.is_valid():
        try:
            branch = places.add_branch(form.branch_facts(), by=request.user)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("%(branch)s was added. Now its hours.") % {"branch": branch})
            return redirect("branches-staff:hours", code=branch.code)
    return page(request, "branch", "branches", status=_status(request), form=form, branch=None)


@requires(permissions.CHANGE_BRANCH)
@require_http_methods(["GET", "HEAD", "POST"])
def branch(request, code):
    """The facts of one branch."""
    row = get_object_or_404(Branch, code=code)
    demand(request.user, permissions.CHANGE_BRANCH, branch=row)
    form = BranchForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            places.change_branch(row, form.branch_facts(), by=request.user)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("Saved. The public page shows it now."))
            return redirect("branches-staff:branches")
    return page(request, "branch", "branches", status=_status(request), form=form, branch=row)


@requires(permissions.CHANGE_HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request, code):
    """The weekly hours of one branch, all days at once. The button "as on Monday" only fills in the form."""
    row = get_object_or_404(Branch, code=code)
    demand(request.user, permissions.CHANGE_HOURS, branch=row)
    if request.method == "POST" and request.POST.get("act") == "as-monday":
        form = HoursForm(monday_for_all(request.POST), branch=row)
        return page(request, "hours", "branches", form=form, branch=row, unsaved=True)
    form = HoursForm(request.POST if request.method == "POST" else None, branch=row)
    if request.method == "POST" and form.is_valid():
        try:
            set_weekly_hours(row, form.spans(), by=request.user)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("The hours of %(branch)s are saved.") % {"branch": row})
            return redirect("branches-staff:branches")
    return page(request, "hours", "branches", status=_status(request), form=form, branch=row)


def _status(request) -> int:
    """A form that comes back was not accepted."""
    return 422 if request.method == "POST" else 200
