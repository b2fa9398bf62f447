"""The list of holidays for the staff, year by year."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now as present
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.branches import holidays as acts
from serambi.branches import permissions, queries
from serambi.branches.models import Holiday
from serambi.branches.staff.fields import DayField
from serambi.branches.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.refusal import Refused
from serambi.ui.attempt import show_refusals


class HolidayForm(forms.Form):
    """A holiday and what it means for the library."""

    day = DayField(label=gettext_lazy("Day"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    closed = forms.BooleanField(label=gettext_lazy("The library is closed"), required=False, initial=True)
    estimated = forms.BooleanField(
        label=gettext_lazy("Estimated date"),
        help_text=gettext_lazy("It follows the moon, and no decree has fixed it yet."),
        required=False,
    )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not acts.FIRST_YEAR <= day.year <= acts.LAST_YEAR:
            raise forms.ValidationError(_("Is the year right?"))
        return day


def _this_year() -> int:
    return present().astimezone(queries.library().tz).year


def _year(said) -> int:
    """The year asked for; this one when the question makes no sense."""
    try:
        year = int(str(said)[:6])
    except ValueError:
        return _this_year()
    return year if acts.FIRST_YEAR <= year <= acts.LAST_YEAR else _this_year()


@requires(permissions.SEE)
@require_safe
def holidays(request):
    """The holidays of a year: what is closed, what was edited, what is only an estimate."""
    year = _year(request.GET.get("year"))
    rows = list(queries.holidays_of(year))
    return page(
        request,
        "holidays",
        "holidays",
        rows=rows,
        year=year,
        years=[
            {"label": str(each), "url": f"{reverse('branches-staff:holidays')}?year={each}", "on": each == year}
            for each in range(max(year - 1, acts.FIRST_YEAR), min(year + 2, acts.LAST_YEAR) + 1)
        ],
        closed=sum(row.closed for row in rows),
        estimates=sum(row.estimated for row in rows),
        may_change=permissions.holds_everywhere(request.user, permissions.CHANGE_HOLIDAYS),
    )


@requires(permissions.CHANGE_HOLIDAYS)
@require_POST
def load(request):
    """Bring a year up to date from the national list."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_HOLIDAYS)
    year = _year(request.POST.get("year"))
    done = acts.load_holidays(year, by=request.user)
    messages.success(
        request,
        _("%(year)s: %(added)s added, %(changed)s changed, %(removed)s removed; %(kept)s edited by you left alone.")
        % {"year": year, "added": done.added, "changed": done.changed, "removed": done.removed, "kept": done.kept},
    )
    return _to(year)


@requires(permissions.CHANGE_HOLIDAYS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """A holiday of the city's own."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_HOLIDAYS)
    form = HolidayForm(request.POST if request.method == "POST" else None)
    del form.fields["estimated"]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            acts.add_holiday(said["day"], said["name"], closed=said["closed"], by=request.user)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("%(name)s was added.") % {"name": said["name"]})
            return _to(said["day"].year)
    status = 422 if request.method == "POST" else 200
    return page(request, "holiday", "holidays", status=status, form=form, holiday=None)


@requires(permissions.CHANGE_HOLIDAYS)
@require_http_methods(["GET", "HEAD", "POST"])
def holiday(request, pk):
    """Move or rename a holiday, reopen the library on it or close it again."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_HOLIDAYS)
    row = get_object_or_404(Holiday, pk=pk)
    initial = {"day": row.day, "name": row.name, "closed": row.closed, "estimated": row.estimated}
    form = HolidayForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.change_holiday(row, by=request.user, **form.cleaned_data)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("%(name)s was saved.") % {"name": row.name})
            return _to(row.day.year)
    status = 422 if request.method == "POST" else 200
    return page(request, "holiday", "holidays", status=status, form=form, holiday=row)


@requires(permissions.CHANGE_HOLIDAYS)
@require_POST
def turn(request, pk):
    """Open on that day after all, or close again: one press."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_HOLIDAYS)
    row = get_object_or_404(Holiday, pk=pk)
    closed = request.POST.get("closed") == "1"
    row = acts.change_holiday(row, by=request.user, day=row.day, name=row.name, closed=closed, estimated=row.estimated)
    said = _("Closed on %(name)s.") if row.closed else _("Open on %(name)s.")
    messages.success(request, said % {"name": row.name})
    return _to(row.day.year)


@requires(permissions.CHANGE_HOLIDAYS)
@require_POST
def remove(request, pk):
    """Take away a holiday that staff had added."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_HOLIDAYS)
    row = get_object_or_404(Holiday, pk=pk)
    acts.remove_holiday(row, by=request.user)
    messages.success(request, _("%(name)s was removed.") % {"name": row.name})
    return _to(row.day.year)


@requires(permissions.SEE)
@require_safe
def csv_file(request, year):
    """The list of a year for a spreadsheet, with dates as 21-11-2026."""
    if not acts.FIRST_YEAR <= year <= acts.LAST_YEAR:
        raise Http404
    header = [_("Day"), _("Name"), _("Kind"), _("The library is"), _("Estimated date")]
    rows = [
        [
            f"{row.day:%d-%m-%Y}",
            row.name,
            row.get_kind_display(),
            pgettext("opening hours", "closed") if row.closed else pgettext("opening hours", "open"),
            _("yes") if row.estimated else "",
        ]
        for row in queries.holidays_of(year)
    ]
    return csv_response(f"hari-libur-{year}", header, rows)


def _to(year: int):
    return redirect(f"{reverse('branches-staff:holidays')}?year={year}")
