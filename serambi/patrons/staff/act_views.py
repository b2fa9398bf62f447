"""Single acts on a member: renew, new card, PIN, block, close, erase."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from serambi.kit.access import demand, requires
from serambi.kit.refusal import Refused
from serambi.patrons import blocks, cards, changing, closing, pins, privacy
from serambi.patrons.models import Block
from serambi.patrons.permissions import BLOCK, CLOSE, REGISTER
from serambi.patrons.staff.act_forms import BlockForm, CardForm, PinForm
from serambi.patrons.staff.frame import changed, found, posted, small_form
from serambi.ui.attempt import is_sure, show_refusals, tell_refusals
from serambi.ui.words import short_date


def _home(patron) -> str:
    return reverse("patrons-staff:patron", args=[patron.pk])


def do(request, patron, act, said):
    """An act without a form; `said` is called with what the act gave back."""
    try:
        patron = act()
    except Refused as refused:
        tell_refusals(request, refused)
        return redirect(_home(patron))
    return changed(request, patron, said(patron))


@requires(REGISTER)
@require_POST
def renew(request, pk):
    """The card counts for another period."""
    patron = found(pk)

    def said(row) -> str:
        if row.expires_on is None:
            return _("The card does not expire any more.")
        return _("The card is valid until %(day)s.") % {"day": short_date(row.expires_on)}

    return do(request, patron, lambda: changing.renew_membership(patron, by=request.user), said)


@requires(REGISTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request, pk):
    """A new card instead of the one that is lost or worn."""
    patron = found(pk)
    form = CardForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            patron = cards.replace_card(patron, by=request.user, **form.cleaned_data)
        except Refused as refused:
            show_refusals(form, refused, at={"card_taken": "card_number", "card_malformed": "card_number"})
        else:
            return changed(request, patron, _("The new card is %(number)s.") % {"number": patron.card_number})
    return small_form(
        request,
        form,
        patron,
        title=_("A new card"),
        say=_("The old number %(number)s counts no more from this moment, and nobody gets it again.")
        % {"number": patron.card_number},
        button=_("Give a new card"),
    )


@requires(REGISTER)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request, pk):
    """The member types a PIN; nobody of the staff knows it."""
    patron = found(pk)
    form = PinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            patron = pins.set_pin(patron, form.cleaned_data["pin"], by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at={"pin_shape": "pin", "pin_weak": "pin"})
        else:
            return changed(request, patron, _("The PIN is set."))
    return small_form(
        request,
        form,
        patron,
        title=_("PIN for the machines"),
        say=_("For kiosk and self-check. Let the member type it; it is kept so that nobody can read it."),
        button=_("Set the PIN"),
    )


@requires(BLOCK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def block(request, pk):
    """A block by hand."""
    patron = found(pk)
    form = BlockForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            blocks.set_block(patron, by=request.user, **form.cleaned_data)
        except Refused as refused:
            at = {"no_note": "note", "until_past": "until", "until_too_far": "until", "stops_nothing": "stops"}
            show_refusals(form, refused, at=at)
        else:
            return changed(request, patron, _("Blocked. The member reads why."))
    return small_form(
        request,
        form,
        patron,
        title=_("Block"),
        say=_("For what no rule knows, such as a card that was lent to somebody else. Copies can always be returned."),
        button=_("Block"),
    )


@requires(BLOCK)
@require_POST
def lift(request, pk, block_pk):
    """A block goes away."""
    patron = found(pk)
    row = _of(patron, block_pk)
    demand(request.user, BLOCK, branch=row.branch)
    return do(request, patron, lambda: blocks.lift_block(row, by=request.user) and patron, lambda _row: _("Lifted."))


def _of(patron, block_pk: int) -> Block:
    try:
        return Block.objects.select_related("branch").get(pk=block_pk, patron=patron)
    except (Block.DoesNotExist, OverflowError):
        raise Http404 from None


@requires(CLOSE)
@require_POST
def close(request, pk):
    """The membership ends."""
    patron = found(pk)
    return do(
        request,
        patron,
        lambda: closing.close(patron, by=request.user),
        lambda row: _("The membership is closed. The data stay until they are erased."),
    )


@requires(CLOSE)
@require_POST
def reopen(request, pk):
    """The member comes back."""
    patron = found(pk)
    return do(
        request, patron, lambda: closing.reopen(patron, by=request.user), lambda row: _("The membership is open again.")
    )


@requires(CLOSE)
@require_POST
def erase(request, pk):
    """Everything personal goes, an account that is no colleague's too."""
    patron = found(pk)
    if not is_sure(request):
        return redirect(_home(patron))
    try:
        privacy.leave(patron, erase=True, by=request.user)
    except Refused as refused:
        tell_refusals(request, refused)
        return redirect(_home(patron))
    messages.success(request, _("Everything personal is gone. The card number is never given again."))
    return redirect("patrons-staff:patrons")
