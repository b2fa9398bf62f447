"""What the library keeps of a member, in the member's hands: see, correct, take along, consent, leave."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.branches.queries import local_today
from serambi.kit.access import signed_in
from serambi.kit.refusal import Refused
from serambi.patrons import changing, consents, pins, policy, privacy
from serambi.patrons.family import family_of
from serambi.patrons.held_back import CLOSE, ERASE, held_back
from serambi.patrons.models import Consent, Look, Patron
from serambi.patrons.own_page import cards_said
from serambi.patrons.public.data_forms import DataForm, PinForm
from serambi.patrons.public.limits import at_most
from serambi.patrons.queries import patron_of
from serambi.ui.attempt import attempt, is_sure, show_refusals, tell_refusals

FORM = require_http_methods(["GET", "HEAD", "POST"])
CHANGEABLE = ("phone", "email", "district", "school", "language")
RECENT_LOOKS = 20


def member(view):
    """For members only; an account without a membership is shown how to join."""

    def found(request, *args, **kwargs):
        patron = patron_of(request.user)
        if patron is None:
            return redirect("patrons:who")
        return view(request, patron, *args, **kwargs)

    found.__doc__, found.__module__, found.__name__ = view.__doc__, view.__module__, view.__name__
    return signed_in(never_cache(found))


@member
@require_safe
def data(request, patron):
    """Everything in short, with the ways to change it."""
    texts = consents.present_texts()
    looks = Look.objects.filter(patron=patron).select_related("by")[:RECENT_LOOKS]
    shown = {
        "patron": patron,
        "kept": privacy.kept_of(patron)[0],
        "consents": patron.consents.select_related("text", "guardian"),
        "standing": consents.standing_consents(patron),
        "history_text": texts.get(consents.Purpose.HISTORY),
        "news_text": texts.get(consents.Purpose.NEWS),
        "looks": looks,
        "is_child": policy.needs_guardian(patron.born_on, local_today(patron.home_branch)),
    }
    return render(request, "patrons/public/data/data.html", shown)


@member
@require_safe
def everything(request, patron):
    """All that is kept, field by field with its reason: the readable copy."""
    return render(request, "patrons/public/data/everything.html", {"sections": privacy.kept_of(patron)})


@member
@require_POST
@at_most("export")
def download(request, patron):
    """The same as a file for machines."""
    told = privacy.export(patron, by=request.user)
    response = HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=2, sort_keys=False), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@member
@FORM
def edit(request, patron):
    """Correct contact, district, school and language."""
    initial = {name: getattr(patron, name) for name in (*CHANGEABLE, "version")}
    form = DataForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in CHANGEABLE}
        try:
            changing.change(patron, values, version=form.cleaned_data["version"], by=request.user)
        except Refused as no:
            show_refusals(form, no, at={"phone_wrong": "phone"})
        else:
            messages.success(request, _("Saved."))
            return redirect("patrons:data")
    return render(
        request, "patrons/public/data/edit.html", {"form": form, "patron": patron}, status=422 if form.errors else 200
    )


@member
@FORM
@at_most("pin")
def pin(request, patron):
    """Set the PIN for kiosk and self-check."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pins.set_pin(patron, form.cleaned_data["pin"], by=request.user)
        except Refused as no:
            show_refusals(form, no, at="pin")
        else:
            messages.success(request, _("Your new PIN counts from now on."))
            return redirect("patrons:data")
    return render(
        request, "patrons/public/data/pin.html", {"form": form, "patron": patron}, status=422 if form.errors else 200
    )


@member
@require_POST
def give(request, patron):
    """Agree to a text: reading history, news, or the membership after it was withdrawn."""
    text = consents.present_texts().get(request.POST.get("purpose", ""))
    if text is None:
        return redirect("patrons:data")
    return attempt(
        request,
        lambda: consents.give(patron, text, how=Consent.How.ONLINE, by=request.user),
        _("Thank you. Your consent is written down."),
        reverse("patrons:data"),
    )


@member
@require_POST
def withdraw(request, patron, pk):
    """Take a consent back (UU PDP Ps 40)."""
    consent = get_object_or_404(patron.consents.all(), pk=pk)
    return attempt(
        request,
        lambda: consents.withdraw(consent, by=request.user),
        _("Your consent is withdrawn."),
        reverse("patrons:data"),
    )


@member
@FORM
@at_most("leave")
def leave(request, patron):
    """End the membership or have everything erased: at once when nothing is open, otherwise it says what is."""
    if request.method == "POST" and is_sure(request):
        erase = request.POST.get("what") == "erase"
        try:
            privacy.leave(patron, erase=erase, by=request.user)
        except Refused as no:
            tell_refusals(request, no)
            return redirect("patrons:leave")
        if erase:
            logout(request)
            messages.success(request, _("Your data are erased. Thank you for having been with us."))
            return redirect("front:home")
        messages.success(request, _("Your membership is closed. You are welcome back at any desk."))
        return redirect("patrons:data")
    shown = {
        "patron": patron,
        "closed": patron.state == Patron.State.CLOSED,
        "in_the_way": _in_the_way(patron),
    }
    return render(request, "patrons/public/data/leave.html", shown, status=422 if request.method == "POST" else 200)


@member
@require_safe
def family(request, patron):
    """The children a member answers for: their cards, and what the rooms above show of them."""
    children = family_of(patron, by=request.user)
    cards = cards_said([child.patron for child in children])
    shown = [{"child": child, "card": card} for child, card in zip(children, cards, strict=True)]
    return render(request, "patrons/public/family.html", {"children": shown, "patron": patron})


def _in_the_way(patron) -> list[str]:
    """What is still open, each sentence once."""
    found = [refusal for act in (CLOSE, ERASE) for refusal in held_back(act, [patron.pk]).get(patron.pk, [])]
    return list(dict.fromkeys(str(refusal.message) for refusal in found))
