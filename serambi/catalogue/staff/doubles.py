"""Doubles: records that probably describe the same, and those that somebody told apart."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from serambi.catalogue.merging import apart, refusals
from serambi.catalogue.merging import doubles as finding
from serambi.catalogue.models import BibRecord, NotDoubles, RecordMerge
from serambi.catalogue.permissions import MERGE
from serambi.catalogue.queries import copy_counts
from serambi.catalogue.staff.forms import NumberForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.ui.address import changed_query
from serambi.ui.attempt import attempt
from serambi.ui.words import number as shown_number

_LAST = 20


@requires(MERGE)
def doubles(request):
    """Records that share a key, or what resembles one record (`?record=`); below them what was told apart lately, and
    the last merges."""
    known = numbers_in(request.GET, "record")
    record = BibRecord.objects.filter(pk=known[0]).first() if known else None
    by = request.GET.get("by", "title")
    by = by if by in finding.BY else "title"
    form = None
    if record:
        form = NumberForm(request.GET if "number" in request.GET else None)
        if form.is_bound and form.is_valid():
            other = form.cleaned_data["number"]
            if other != record.pk and BibRecord.objects.filter(pk=other).exists():
                return redirect("catalogue-staff:merge", pk=record.pk, other=other)
            form.add_error("number", _("There is no other record with this number."))
        alike = finding.doubles_of(record)
        found, onward = [finding.Group("", len(alike), alike)], ""
    else:
        found, onward = finding.groups(by, request.GET.get("after", "").replace("\x00", "")[:255])
    counts = copy_counts([each.pk for group in found for each in group.records])
    for group in found:
        group.label = "" if record else _label(by, group)
        for each in group.records:
            each.copies = counts.get(each.pk, 0)
    words = {"title": _("Title, author and year"), "isbn": _("ISBN"), "issn": _("ISSN")}
    chips = [{"label": words[key], "url": f"?by={key}", "on": key == by and not record} for key in finding.BY]
    merges = RecordMerge.objects.select_related("survivor", "by").only(
        "title", "at", "undone_at", "survivor__title", "by__name", "by__username"
    )
    onward = changed_query(request.GET, after=onward) if onward else ""
    return page(
        request, "doubles", "doubles", groups=found, by=by, chips=chips, record=record, form=form, onward=onward,
        merges=merges[:_LAST], apart=_told_apart(),
    )  # fmt: skip


def _label(by: str, group: finding.Group) -> str:
    """What the records of a group share, in words, and how many they are."""
    first = group.records[0]
    shared = ", ".join(filter(None, [first.title, first.author, str(first.year or "")]))
    if by != "title":
        shared = f"{by.upper()} {group.key}"
    count = ngettext("%s record", "%s records", group.count) % shown_number(group.count)
    return f"{shared} ({count})"


def _told_apart():
    rows = NotDoubles.objects.select_related("one", "other", "by")
    return rows.only("at", "one__title", "other__title", "by__name", "by__username")[:_LAST]


@requires(MERGE)
@require_POST
def choose(request):
    """What to do with the ticked records: compare two, merge several, or say that they are no doubles."""
    ids = numbers_in(request.POST, "record")
    back = reverse("catalogue-staff:doubles") + ("?by=" + by if (by := request.POST.get("by")) in finding.BY else "")
    if request.POST.get("act") == "apart":
        said = _("They are kept apart from now on.")
        return attempt(request, lambda: apart.tell_apart(ids, by=request.user), said, back)
    if len(ids) < 2:
        messages.error(request, str(refusals.TWO_NEEDED.message))
        return redirect(back)
    if len(ids) == 2:
        return redirect("catalogue-staff:merge", pk=ids[0], other=ids[1])
    chosen = QueryDict(mutable=True)
    chosen.setlist("record", ids)
    return redirect(f"{reverse('catalogue-staff:merge-several')}?{chosen.urlencode()}")


@requires(MERGE)
@require_POST
def doubt(request, pk: int):
    """Two that were told apart may be doubles after all."""
    back = reverse("catalogue-staff:doubles")
    return attempt(
        request, lambda: apart.doubt_again(pk, by=request.user), _("They are proposed as doubles again."), back
    )


def numbers_in(given: QueryDict, name: str) -> list[int]:
    """Ids of records in the order in which they were given, each once."""
    texts = dict.fromkeys(given.getlist(name)[: apart.MOST + 1])
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]
