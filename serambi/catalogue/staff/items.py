"""Copies: every member of staff sees one; adding and changing only at the branches where one's post allows it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from serambi.branches.models import Branch
from serambi.catalogue.items import acts as item_acts
from serambi.catalogue.items import adding, deleting, numbering
from serambi.catalogue.items import editing as items
from serambi.catalogue.items.history import history_of
from serambi.catalogue.models import BibRecord, Item
from serambi.catalogue.permissions import ITEM_CHANGE, ITEM_WITHDRAW, SEE
from serambi.catalogue.records.serials import SERIAL_FORMATS
from serambi.catalogue.staff.forms import ItemForm
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.item_forms import REMEMBERED, ActForm, IssueChoice, NewItemsForm
from serambi.catalogue.vocabulary import Condition, Lending, Source, Status
from serambi.kit.access import demand, requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, show_refusals

SESSION = "catalogue-new-copies"


def branches_of(user):
    """The branches at which the user may change copies."""
    mine = user.may_at(ITEM_CHANGE)
    return Branch.objects.all() if mine is None else Branch.objects.filter(pk__in=[branch.pk for branch in mine])


@requires(ITEM_CHANGE)
def new(request, pk: int):
    """Copies for record `pk`: numbers are proposed, and taken when the form is sent."""
    bib = get_object_or_404(BibRecord, pk=pk)
    branches = branches_of(request.user)
    accession = numbering.default(numbering.Kind.ACCESSION)
    posted = request.POST if request.method == "POST" else None
    form = NewItemsForm(
        posted, branches=branches, initial={} if posted else _proposals(request, bib, branches, accession)
    )
    if posted and form.is_valid():
        try:
            added = adding.add_many(bib, form.values(), form.numbers(accession), by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            request.session[SESSION] = {name: posted.get(name, "") for name in REMEMBERED}
            _say_added(request, added)
            return redirect("catalogue-staff:record", pk=bib.pk)
    return page(request, "items_new", "records", form=form, record=bib)


def _proposals(request, bib: BibRecord, branches, accession) -> dict:
    remembered = {name: value for name, value in request.session.get(SESSION, {}).items() if value}
    pattern = numbering.default(numbering.Kind.BARCODE)
    first = numbering.propose(pattern) if pattern else ""
    first_accession = numbering.propose(accession) if accession else ""
    return {
        "branch": branches.first() and branches.first().code,
        "lending": Lending.REGULAR.value,
        "status": Status.SHELF.value,
        "condition": Condition.GOOD.value,
        "source": Source.BUY.value,
        **remembered,
        "count": 1,
        "pattern": pattern,
        "first_barcode": first,
        "proposed": first,
        "first_accession": first_accession,
        "proposed_accession": first_accession,
        "first_copy": _next_copy(bib),
        "material": bib.format,
        "call_number": bib.call_number,
        "acquired_on": localdate(),
    }


def _next_copy(bib: BibRecord) -> int:
    """One more than the greatest copy number; journals number issues, not copies."""
    if bib.format in SERIAL_FORMATS:
        return 0
    known = bib.items.values_list("copy", flat=True)[:1000]
    return max((int(copy) for copy in known if copy.isascii() and copy.isdigit() and len(copy) < 6), default=0) + 1


def _say_added(request, added: list[Item]) -> None:
    first, last = added[0].barcode, added[-1].barcode
    which = first if len(added) == 1 else f"{first} – {last}"
    text = ngettext("%(count)d copy was added: %(which)s.", "%(count)d copies were added: %(which)s.", len(added))
    messages.success(request, text % {"count": len(added), "which": which})


@requires(SEE)
def change(request, pk: int):
    """A copy as it is now, what can be done with it, and its history; saving it, for those who reach its branch."""
    item = get_object_or_404(Item.objects.select_related("record", "branch", "issue"), pk=pk)
    may_change = request.user.may(ITEM_CHANGE, branch=item.branch)
    if request.method == "POST":
        demand(request.user, ITEM_CHANGE, branch=item.branch)
    branches = branches_of(request.user) if may_change else Branch.objects.filter(pk=item.branch_id)
    form = ItemForm(request.POST or None, branches=branches, item=item)
    if not may_change:
        for field in form.fields.values():
            field.disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            items.change(item, form.values(), by=request.user, seen=request.POST.get("seen", ""))
        except Refused as no:
            show_refusals(form, no)
        except PermissionDenied:
            form.add_error("branch", _("Your post does not reach this branch."))
        else:
            messages.success(request, _("Saved."))
            return redirect("catalogue-staff:record", pk=item.record_id)
    return _show(request, item, form, may_change)


def _show(request, item: Item, form, may_change: bool, act_form=None, status: int = 200):
    may_withdraw = request.user.may(ITEM_WITHDRAW, branch=item.branch)
    acts = fitting(item, may_change=may_change, may_withdraw=may_withdraw)
    return page(
        request,
        "item",
        "records",
        status=status,
        form=form,
        seen=request.POST.get("seen") or items.state_of(item),
        record=item.record,
        item=item,
        may_change=may_change,
        act_form=act_form or ActForm(branches=_others(item), acts=acts, auto_id="act_%s"),
        acts=acts,
        issue_form=IssueChoice(item=item) if may_change and item.record.format in SERIAL_FORMATS else None,
        may_delete=may_withdraw,
        history=history_of(item),
    )


def _others(item: Item):
    return Branch.objects.exclude(pk=item.branch_id)


def fitting(item: Item, *, may_change: bool, may_withdraw: bool) -> list[str]:
    """The acts that make sense for a copy as it is now."""
    if item.status == Status.WITHDRAWN:
        return ["bring_back"] if may_withdraw else []
    acts = [] if not may_change else ["move", "repaired" if item.status == Status.REPAIR else "repair"]
    if may_change:
        acts += [mark.value for mark in item_acts.MARKS if mark != item.status and item.status != Status.REPAIR]
    return [*acts, "withdraw"] if may_withdraw else acts


@requires(SEE)
@require_POST
def act(request, pk: int):
    """Do one thing to a copy."""
    item = get_object_or_404(Item.objects.select_related("record", "branch", "issue"), pk=pk)
    may_change = request.user.may(ITEM_CHANGE, branch=item.branch)
    may_withdraw = request.user.may(ITEM_WITHDRAW, branch=item.branch)
    if not (may_change or may_withdraw):
        raise PermissionDenied
    acts = fitting(item, may_change=may_change, may_withdraw=may_withdraw)
    form = ActForm(request.POST, branches=_others(item), acts=acts, auto_id="act_%s")
    if form.is_valid():
        try:
            item_acts.carry_out_one(form.asked(), item, by=request.user)
        except Refused as no:
            show_refusals(form, no)
        except PermissionDenied:
            form.add_error("branch", _("Your post does not reach this branch."))
        else:
            messages.success(request, _("Done: %s.") % dict(form.fields["act"].choices)[form.cleaned_data["act"]])
            return redirect("catalogue-staff:item", pk=item.pk)
    return _show(request, item, ItemForm(branches=branches_of(request.user), item=item), may_change, form, status=422)


@requires(ITEM_CHANGE)
@require_POST
def put_into_issue(request, pk: int):
    """Move a copy between the issues of its journal."""
    item = get_object_or_404(Item.objects.select_related("branch"), pk=pk)
    form = IssueChoice(request.POST, item=item)
    here = reverse("catalogue-staff:item", args=[pk])
    if not request.user.may(ITEM_CHANGE, branch=item.branch):
        messages.error(request, _("Your post does not reach this branch."))
        return redirect(here)
    if not form.is_valid():
        messages.error(request, _("This journal has no such issue any more."))
        return redirect(here)

    def put():
        with transaction.atomic():
            item_acts.carry_out_one(item_acts.put_into(form.cleaned_data["issue"]), item, by=request.user)

    return attempt(request, put, _("The copy stands in its new issue."), here)


@requires(ITEM_WITHDRAW)
@require_POST
def delete(request, pk: int):
    """Delete a copy that was a mistake."""
    item = get_object_or_404(Item, pk=pk)
    here = reverse("catalogue-staff:item", args=[pk])
    if not request.POST.get("sure"):
        messages.error(request, _("Tick that you are sure first."))
        return redirect(here)
    onward = reverse("catalogue-staff:record", args=[item.record_id])
    said = _("The copy %s is deleted.") % item.barcode
    return attempt(request, lambda: deleting.delete_item(item, by=request.user), said, here, onward=onward)
