"""Headings: names, subjects and series; their forms, their records, those that may be one."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue import queries
from serambi.catalogue.cataloguing.finding import find_authorities
from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings import duplicates as heading_duplicates
from serambi.catalogue.headings.controlled import Form, subfields_of
from serambi.catalogue.models import Authority
from serambi.catalogue.permissions import AUTHORITY_CHANGE, SEE
from serambi.catalogue.records.authorities import modern_form
from serambi.catalogue.staff.forms import AuthorityFilter, NumberForm
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.heading_forms import MOST_LINES, AuthorityForm, initial_of
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, show_refusals

_TAGS = {
    "person": "100", "corporate": "110", "meeting": "111", "title": "130", "time": "148", "topic": "150",
    "place": "151", "genre": "155", "series": "130",
}  # fmt: skip
LAST_CHANGES = 5


@requires(SEE)
def authorities(request):
    """Every heading in order, narrowed by kind and by words of any of its forms."""
    form = AuthorityFilter(request.GET)
    asked = form.asked()
    found = find_authorities(asked.get("q", ""))
    if asked.get("kind"):
        found = found.filter(kind=asked["kind"])
    rows = page_of(found.only("heading", "display", "kind", "sort"), ("sort", "pk"), request.GET)
    ids = [row.pk for row in rows]
    counts = dict(Authority.objects.filter(pk__in=ids).values_list("pk").annotate(Count("headings")))
    for row in rows:
        row.count = counts.get(row.pk, 0)
    return page(request, "authorities", "authorities", form=form, rows=rows)


@requires(SEE)
def duplicates(request):
    """Headings that may be one, in groups."""
    form = AuthorityFilter(request.GET)
    groups = heading_duplicates.groups_of(form.asked().get("kind", ""))
    may_change = request.user.may(AUTHORITY_CHANGE)
    return page(request, "heading_duplicates", "authorities", form=form, groups=groups, may_change=may_change)


@requires(SEE)
def authority(request, pk: int):
    """One heading: its forms, its records."""
    found = get_object_or_404(Authority, pk=pk)
    return _show(request, found, None)


@requires(AUTHORITY_CHANGE)
def change(request, pk: int):
    """Another heading, display, forms, references, note or sources."""
    found = get_object_or_404(Authority, pk=pk)
    form = AuthorityForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid() and _save(request, found, form):
        return redirect("catalogue-staff:authority", pk=found.pk)
    return _show(request, found, form)


def _show(request, found: Authority, form: AuthorityForm | None):
    subfields, ind1 = subfields_of(Form(found.kind, found.heading))
    see_also = found.see_also.select_related("other").order_by("other__sort")
    return page(
        request,
        "authority",
        "authorities",
        changing=form is not None,
        authority=found,
        variants=found.variants.order_by("text"),
        see_also=see_also,
        seen_from=found.seen_from.select_related("authority").order_by("authority__sort"),
        modern=modern_form(found.heading),
        tag=_TAGS.get(found.kind, ""),
        ind1=ind1 or "#",
        subfields=subfields,
        likely=heading_duplicates.likely_duplicates(found),
        changes=found.changes.select_related("by")[:LAST_CHANGES],
        form=form or AuthorityForm(initial=initial_of(found)),
        rows=page_of(queries.records_of(found).defer("marc"), ("title", "pk"), request.GET),
        may_change=request.user.may(AUTHORITY_CHANGE),
    )


def _save(request, found: Authority, form: AuthorityForm) -> bool:
    asked = form.cleaned_data
    try:
        headings.change_heading(
            found,
            heading=asked["heading"],
            display=asked["display"],
            variants=asked["variants"].splitlines()[:MOST_LINES],
            note=asked["note"],
            sources=asked["sources"],
            see_also=form.see_also_lines(),
            expected_version=asked["version"],
            by=request.user,
        )
    except Refused as no:
        show_refusals(form, no)
        return False
    if asked["heading"].strip() != found.heading:
        messages.success(request, _("Saved. Its records follow in the background."))
    else:
        messages.success(request, _("Saved. The records show it within seconds."))
    return True


@requires(AUTHORITY_CHANGE)
@require_POST
def merge(request, pk: int):
    """This heading and the one with the given number are one: that one's forms and records come here."""
    found = get_object_or_404(Authority, pk=pk)
    form = NumberForm(request.POST)
    other = Authority.objects.filter(pk=form.cleaned_data["number"]).first() if form.is_valid() else None
    if other is None:
        messages.error(request, _("There is no heading with this number."))
        return redirect("catalogue-staff:authority", pk=pk)
    return attempt(
        request,
        lambda: headings.merge(other, into=found, by=request.user),
        _("The two headings are one now. Their records follow in the background."),
        reverse("catalogue-staff:authority", args=[found.pk]),
    )
