"""Closures and other hours for the staff."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.dates import WEEKDAYS
from django.utils.timezone import now as present
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.branches import closures as acts
from serambi.branches import permissions, queries
from serambi.branches.models import Branch, SpecialHours
from serambi.branches.staff.fields import ClockField, DayField
from serambi.branches.staff.frame import page
from serambi.kit.access import demand, requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import show_refusals

ALL_BRANCHES = "all"
PER_PAGE = 50


class DeclareForm(forms.Form):
    """Where, when, what, why."""

    branch = forms.ChoiceField(label=gettext_lazy("Where"))
    what = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[("closed", gettext_lazy("Closed")), ("hours", gettext_lazy("Other hours"))],
        initial="closed",
        widget=forms.RadioSelect,
    )
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: that one day."))
    opens = ClockField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty with “Closed”: the whole day.")
    )
    closes = ClockField(label=gettext_lazy("Until"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Only on these weekdays"),
        help_text=gettext_lazy("None ticked: every day."),
        choices=[(str(n), name) for n, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    despite_holidays = forms.BooleanField(
        label=gettext_lazy("Open on public holidays too"),
        help_text=gettext_lazy("Other hours leave holidays closed, unless you tick this or they are for one day."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=160,
        help_text=gettext_lazy("People read it on the page: “Perbaikan atap”, “Jam Ramadan”."),
    )

    def __init__(self, *args, branches: list[Branch], everywhere: bool, **options):
        super().__init__(*args, **options)
        self.by_code = {branch.code: branch for branch in branches}
        choices = [(branch.code, branch.name) for branch in branches]
        self.fields["branch"].choices = [(ALL_BRANCHES, _("All branches")), *choices] if everywhere else choices

    def where(self) -> Branch | None:
        """The branch meant; None for all."""
        return self.by_code.get(self.cleaned_data["branch"])

    def declaration(self) -> acts.Declaration:
        said = self.cleaned_data
        return acts.Declaration(
            first_day=said["first_day"],
            last_day=said["last_day"] or said["first_day"],
            reason=said["reason"],
            is_closure=said["what"] == "closed",
            opens=said["opens"],
            closes=said["closes"],
            weekdays=sum(1 << n for n in set(said["weekdays"])) or acts.EVERY_WEEKDAY,
            despite_holidays=said["despite_holidays"],
        )


@requires(permissions.SEE)
@require_safe
def closures(request):
    """What stands and what is coming, soonest first; what is over or lifted, latest first."""
    over = request.GET.get("show") == "over"
    today = present().astimezone(queries.library().tz).date()
    gone = Q(last_day__lt=today) | Q(lifted_at__isnull=False)
    rows = SpecialHours.objects.select_related("branch")
    rows = rows.filter(gone).order_by("-first_day", "-id") if over else rows.exclude(gone).order_by("first_day", "id")
    may = request.user.may_at(permissions.DECLARE_CLOSURE)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "closures",
        "closures",
        shown=shown,
        over=over,
        zone=queries.library().get_zone_display(),
        may_declare=may is None or bool(may),
        liftable={row.pk for row in shown if may is None or row.branch in may} if not over else set(),
    )


@requires(permissions.DECLARE_CLOSURE)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request):
    """Announce a closure or other hours."""
    may = request.user.may_at(permissions.DECLARE_CLOSURE)
    branches = list(Branch.objects.all()) if may is None else may
    where = request.GET.get("branch", "")
    form = DeclareForm(
        request.POST if request.method == "POST" else None,
        branches=branches,
        everywhere=may is None,
        initial={"branch": where, "first_day": present().astimezone(queries.library().tz).date()},
    )
    if request.method == "POST" and form.is_valid():
        branch = form.where()
        demand(request.user, permissions.DECLARE_CLOSURE, branch=branch)
        try:
            acts.declare(branch, form.declaration(), by=request.user)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("Announced. The public pages show it now."))
            return redirect("branches-staff:closures")
    status = 422 if request.method == "POST" else 200
    return page(request, "declare", "closures", status=status, form=form)


@requires(permissions.DECLARE_CLOSURE)
@require_POST
def lift(request, pk):
    """It no longer holds, from today on."""
    row = get_object_or_404(SpecialHours.objects.select_related("branch"), pk=pk)
    if row.branch is None:
        permissions.demand_everywhere(request.user, permissions.DECLARE_CLOSURE)
    else:
        demand(request.user, permissions.DECLARE_CLOSURE, branch=row.branch)
    acts.lift(row, by=request.user)
    messages.success(request, _("Lifted: “%(reason)s”.") % {"reason": row.reason})
    return redirect("branches-staff:closures")
