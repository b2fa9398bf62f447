"""Machines for the staff: the list, one machine, its password, a message tried out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.kit.access import demand, requires
from serambi.kit.refusal import Refused
from serambi.sip2 import permissions, queries
from serambi.sip2.models import Kind, Terminal
from serambi.sip2.staff.forms import TerminalForm, TryForm
from serambi.sip2.staff.frame import page
from serambi.sip2.terminals import add_terminal, change_terminal, new_password
from serambi.sip2.trying import try_message
from serambi.ui.attempt import show_refusals

AT = {
    "name_taken": "name", "login_taken": "login", "login_shape": "login", "wrong_address": "addresses",
    "wrong_fields": "hidden_fields",
}  # fmt: skip
SHOWN = [Kind.CHECKOUT, Kind.CHECKIN, Kind.RENEW, Kind.HOLD, Kind.FEE]


@requires(permissions.SEE)
@require_safe
def terminals(request):
    """Every machine: when it was last seen, what it did today."""
    rows = queries.terminals()
    for row in rows:
        row.counts = [row.today.get(kind, 0) for kind in SHOWN]
    return page(
        request, "terminals", "terminals", rows=rows, kinds=[kind.label for kind in SHOWN],
        may_change=request.user.may(permissions.CONFIGURE),
    )  # fmt: skip


@requires(permissions.CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request):
    """A new machine; the answer to the form shows its password, once."""
    form = TerminalForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            row, word = add_terminal(form.instance, by=request.user)
        except Refused as no:
            show_refusals(form, no, at=AT)
        else:
            return page(request, "password", "terminals", terminal=row, word=word)
    return page(request, "terminal", "terminals", status=_status(request), form=form, terminal=None)


@requires(permissions.SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def terminal(request, pk):
    """One machine: its counts and its last acts; whoever may change it has the form."""
    row = get_object_or_404(Terminal.objects.select_related("branch"), pk=pk)
    may_change = request.user.may(permissions.CONFIGURE, branch=row.branch)
    form = None
    if request.method == "POST":
        demand(request.user, permissions.CONFIGURE, branch=row.branch)
    if may_change:
        form = TerminalForm(request.POST if request.method == "POST" else None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            change_terminal(form.instance, by=request.user)
        except Refused as no:
            show_refusals(form, no, at=AT)
        else:
            messages.success(request, _("Saved. The machine follows from its next message on."))
            return redirect("sip2-staff:terminal", pk=pk)
    name = Terminal.objects.values_list("name", flat=True).get(pk=pk)  # not what the form was given
    labels = dict(Kind.choices)
    days = [(day, [(labels[kind], count) for kind, count in kinds.items()]) for day, kinds in queries.days_of(row)]
    return page(
        request, "terminal", "terminals", status=_status(request), form=form, terminal=row, name=name, days=days,
        acts=row.acts.all()[:20],
    )  # fmt: skip


@requires(permissions.CONFIGURE)
@require_POST
@never_cache
def password(request, pk):
    """A new password, shown once."""
    row = get_object_or_404(Terminal.objects.select_related("branch"), pk=pk)
    word = new_password(row, by=request.user)
    return page(request, "password", "terminals", terminal=row, word=word)


@requires(permissions.CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def try_out(request, pk):
    """A message as the machine would send it, and the answer. Nothing is kept of it."""
    row = get_object_or_404(Terminal.objects.select_related("branch"), pk=pk)
    demand(request.user, permissions.CONFIGURE, branch=row.branch)
    form = TryForm(request.POST if request.method == "POST" else None)
    tried = None
    if request.method == "POST" and form.is_valid():
        tried = try_message(row, form.cleaned_data["message"])
    status = 422 if request.method == "POST" and tried is None else 200
    return page(request, "try", "terminals", status=status, form=form, terminal=row, tried=tried)


def _status(request) -> int:
    """A form that comes back was not accepted."""
    return 422 if request.method == "POST" else 200
