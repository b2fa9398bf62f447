"""Making, filling, ordering and publishing lists."""

from collections.abc import Callable
from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.catalogue.models import Work
from serambi.discovery import lists as acts
from serambi.discovery.cards import cards_for
from serambi.discovery.index import IndexUnusable
from serambi.discovery.models import Shelf, ShelfEntry
from serambi.discovery.permissions import EDIT_LISTS
from serambi.discovery.queries import entries_of
from serambi.discovery.query import parse
from serambi.discovery.search_port import open_index
from serambi.discovery.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, show_refusals

FOUND_SHOWN = 12
SENSIBLE = [MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC)), MaxValueValidator(datetime(2999, 1, 1, tzinfo=UTC))]
"""A database cannot keep the first and last days of the calendar in every zone."""


class ShelfForm(forms.ModelForm):
    """What the list says about itself."""

    class Meta:
        model = Shelf
        fields = ["title", "kind", "audience", "intro", "on_home"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3}), "kind": forms.RadioSelect, "audience": forms.RadioSelect}


class PublishForm(forms.Form):
    """From when until when."""

    starts = forms.DateTimeField(
        label=gettext_lazy("Shown from"),
        validators=SENSIBLE,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Empty: from now on."),
    )
    ends = forms.DateTimeField(
        label=gettext_lazy("Shown until"),
        validators=SENSIBLE,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Empty: until somebody takes it back."),
    )


def _act(request, pk: int, act: Callable, said: str):
    return attempt(request, act, said, reverse("discovery-staff:list", args=[pk]))


@requires(EDIT_LISTS)
@require_safe
def lists(request):
    """All lists in their order."""
    shelves = Shelf.objects.annotate(works=Count("entries"))
    return page(request, "lists", "lists", shelves=[(shelf, shelf.state()) for shelf in shelves])


@requires(EDIT_LISTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """A new list."""
    form = ShelfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shelf = acts.make_shelf(by=request.user, **form.cleaned_data)
        messages.success(request, _("The list is here. Now add titles, then publish it."))
        return redirect("discovery-staff:list", shelf.pk)
    return page(request, "list_form", "lists", form=form, status=422 if form.errors else 200)


@requires(EDIT_LISTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Title, kind, introduction."""
    shelf = get_object_or_404(Shelf, pk=pk)
    form = ShelfForm(request.POST or None, instance=shelf)
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_shelf(Shelf(pk=pk), by=request.user, **form.cleaned_data)
        except Refused as no:
            show_refusals(form, no)
        else:
            messages.success(request, _("Saved."))
            return redirect("discovery-staff:list", pk)
    return page(request, "list_form", "lists", form=form, shelf=shelf, status=422 if form.errors else 200)


@requires(EDIT_LISTS)
@require_safe
def show(request, pk):
    """One list: its titles in order, a search to add more, publishing."""
    shelf = get_object_or_404(Shelf, pk=pk)
    entries = entries_of([shelf])[shelf.pk]
    text = request.GET.get("q", "").strip()[:200]
    found = []
    if text:
        query = parse(text)
        if shelf.audience == Shelf.For.CHILDREN:
            query = query.with_filter("audience", "child")
        try:
            found = list(open_index().search(query, size=FOUND_SHOWN).work_ids)
        except IndexUnusable:
            messages.warning(request, _("The search index is not ready; try again in a moment."))
    cards = {card.work_id: card for card in cards_for([*(entry.work_id for entry in entries), *found])}
    here = {entry.work_id for entry in entries}
    return page(
        request,
        "list",
        "lists",
        shelf=shelf,
        state=shelf.state(),
        entries=[(entry, cards.get(entry.work_id)) for entry in entries],
        text=text,
        found=[(cards[pk], pk in here) for pk in found if pk in cards],
        publish_form=PublishForm(initial={"starts": shelf.published_from, "ends": shelf.published_until}),
    )


@requires(EDIT_LISTS)
@require_POST
def publish(request, pk):
    """Show it to visitors."""
    shelf = get_object_or_404(Shelf, pk=pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("One of the dates cannot be read."))
        return redirect("discovery-staff:list", pk)
    return _act(request, pk, lambda: acts.publish(shelf, **form.cleaned_data, by=request.user), _("Published."))


@requires(EDIT_LISTS)
@require_POST
def withdraw(request, pk):
    """Take it back."""
    shelf = get_object_or_404(Shelf, pk=pk)
    return _act(request, pk, lambda: acts.withdraw(shelf, by=request.user), _("It is a draft again."))


@requires(EDIT_LISTS)
@require_POST
def remove(request, pk):
    """Delete the list."""
    shelf = get_object_or_404(Shelf, pk=pk)
    acts.remove_shelf(shelf, by=request.user)
    messages.success(request, _("The list “%(title)s” is gone; its titles stay.") % {"title": shelf.title})
    return redirect("discovery-staff:lists")


@requires(EDIT_LISTS)
@require_POST
def move(request, pk):
    """One place up or down among the lists."""
    shelf = get_object_or_404(Shelf, pk=pk)
    acts.move_shelf(shelf, -1 if request.POST.get("way") == "up" else 1, by=request.user)
    return redirect("discovery-staff:lists")


@requires(EDIT_LISTS)
@require_POST
def add(request, pk):
    """Put a title on the list."""
    shelf = get_object_or_404(Shelf, pk=pk)
    chosen = request.POST.get("work", "")
    work = get_object_or_404(Work, pk=int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0)
    note = request.POST.get("note", "").replace("\x00", "").strip()[:240]
    return _act(request, pk, lambda: acts.add_work(shelf, work, note=note, by=request.user), _("Added."))


@requires(EDIT_LISTS)
@require_POST
def entry(request, pk, entry_pk):
    """Move a title, change the words beside it, or take it off."""
    found = get_object_or_404(ShelfEntry, pk=entry_pk, shelf=pk)
    act = request.POST.get("act", "")
    if act in ("up", "down"):
        return _act(request, pk, lambda: acts.move_entry(found, -1 if act == "up" else 1, by=request.user), _("Moved."))
    if act == "remove":
        return _act(request, pk, lambda: acts.remove_entry(found, by=request.user), _("Taken off the list."))
    note = request.POST.get("note", "").replace("\x00", "").strip()[:240]
    return _act(request, pk, lambda: acts.say_why(found, note, by=request.user), _("Saved."))
