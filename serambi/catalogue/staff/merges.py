"""Records that are one: two side by side or several at once, merging them, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.catalogue.marc.record import Marc
from serambi.catalogue.merging import acts as merging
from serambi.catalogue.merging import refusals as no
from serambi.catalogue.merging.comparing import compare
from serambi.catalogue.merging.composing import choices, compose
from serambi.catalogue.models import BibRecord, RecordMerge
from serambi.catalogue.permissions import MERGE
from serambi.catalogue.queries import copy_counts
from serambi.catalogue.staff.doubles import numbers_in
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.address import changed_query
from serambi.ui.attempt import attempt, tell_refusals


@requires(MERGE)
def several(request):
    """More than two records (`?record=` of each): choose which one stays; the others go into it."""
    ids = numbers_in(request.GET, "record")[: merging.MOST_AT_ONCE]
    here = reverse("catalogue-staff:merge-several") + changed_query(request.GET)
    if request.method == "POST":
        survivor = _number(request.POST.get("survivor", ""))
        versions = {pk: _number(request.POST.get(f"version-{pk}", "")) for pk in ids}
        return attempt(
            request,
            lambda: merging.merge_several(survivor, ids, versions=versions, by=request.user),
            _("Merged. The old addresses lead here from now on."),
            here,
            onward=reverse("catalogue-staff:record", args=[survivor]) if survivor in ids else "",
        )
    records = list(BibRecord.objects.filter(pk__in=ids).defer("marc").order_by("pk"))
    if len(records) < 2:
        messages.error(request, str(no.TWO_NEEDED.message))
        return redirect("catalogue-staff:doubles")
    counts = copy_counts([each.pk for each in records])
    for each in records:
        each.copies = counts.get(each.pk, 0)
    return page(request, "merge_several", "doubles", records=records)


@requires(MERGE)
def merge(request, pk: int, other: int):
    """`pk`, the survivor, beside `other`: choose the fields, then merge."""
    mine = get_object_or_404(BibRecord, pk=pk)
    theirs = get_object_or_404(BibRecord, pk=other)
    if mine.pk == theirs.pk:
        return redirect("catalogue-staff:record", pk=pk)
    left, right = Marc.from_json(mine.marc), Marc.from_json(theirs.marc)
    if request.method == "POST":
        answer = _merge(request, mine, theirs, left, right)
        if answer is not None:
            return answer
    ours, others = choices(left, right)
    counts = copy_counts([pk, other])
    return page(
        request,
        "merge",
        "doubles",
        mine=mine,
        theirs=theirs,
        lines=compare(left, right, our_copies=counts.get(pk, 0)),
        ours=ours,
        others=others,
        copies=(counts.get(pk, 0), counts.get(other, 0)),
        issues=theirs.issues.count(),
    )


def _merge(request, mine: BibRecord, theirs: BibRecord, left: Marc, right: Marc) -> HttpResponse | None:
    keep, take = (_places(request, name) for name in ("keep", "take"))
    versions = tuple(_number(request.POST.get(name, "")) for name in ("mine", "theirs"))
    try:
        done = merging.merge(
            mine.pk, theirs.pk, compose(left, right, keep=keep, take=take), versions=versions, by=request.user
        )
    except Refused as refused:
        tell_refusals(request, refused)
        return None
    messages.success(request, _("Merged. The old addresses lead here from now on."))
    return redirect("catalogue-staff:merged", pk=done.pk)


def _places(request, name: str) -> set[int]:
    return {_number(value) for value in request.POST.getlist(name)[:5000]}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@requires(MERGE)
def merged(request, pk: int):
    """What was merged, what moved, and taking it back."""
    found = get_object_or_404(RecordMerge.objects.select_related("survivor", "by", "undone_by"), pk=pk)
    here = reverse("catalogue-staff:merged", args=[pk])
    if request.method == "POST":
        if not request.POST.get("sure"):
            messages.error(request, _("Tick that you are sure first."))
            return redirect(here)
        return attempt(request, lambda: merging.part(found, by=request.user), _("Both records are there again."), here)
    kept = found.kept
    others = {**kept.get("others", {}), **kept.get("works", {})}
    moved = [
        (_("Copies"), len(kept.get("items", []))),
        (_("Issues"), len(kept.get("issues", []))),
        (_("Rows of imports"), len(kept.get("staged", {}).get("rows", []))),
        (_("Entries of other parts of the library"), sum(len(each["moved"]) for each in others.values())),
    ]
    changed_since = merging.changed_since(found.survivor, found)
    return page(request, "merged", "doubles", merge=found, moved=moved, changed_since=changed_since)
