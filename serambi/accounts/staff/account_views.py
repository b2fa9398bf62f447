import logging

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.accounts.account import close_account, create_account, remove_second_factor, reopen_account
from serambi.accounts.links import mail_is_sent, password_path, send_invitation
from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.accounts.posts import appoint
from serambi.accounts.staff.forms import AccountForm
from serambi.accounts.staff.views import found, rooms
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import show_refusals

logger = logging.getLogger(__name__)

FIELD_OF = {"username_taken": "username", "name_missing": "name"}
"""Beside which field a refusal is shown."""


@requires(MANAGE_PEOPLE)
@never_cache
def add(request):
    """Open an account, with a first post when one is chosen, and get the link to the person."""
    form = AccountForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            person = _open(form.cleaned_data, by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at=FIELD_OF)
        else:
            return _hand_over(request, person)
    return render(
        request,
        "accounts/staff/add.html",
        {"form": form, "room_nav": rooms(request.user, "people"), "mail_is_sent": mail_is_sent()},
        status=422 if form.errors else 200,
    )


@transaction.atomic
def _open(said: dict, *, by):
    person = create_account(
        username=said["username"], name=said["name"], email=said["email"], language=said["language"], by=by
    )
    if said["role"]:
        appoint(person, role=said["role"], branch=said["branch"], by=by)
    return person


def _hand_over(request, person):
    """Send the link by e-mail when that works; otherwise show it once."""
    link = request.build_absolute_uri(password_path(person, by=request.user))
    sent = bool(person.email) and mail_is_sent() and _invited(person, link)
    return render(
        request,
        "accounts/staff/link.html",
        {"person": person, "link": "" if sent else link, "room_nav": rooms(request.user, "people")},
    )


def _invited(person, link: str) -> bool:
    """Did the letter leave the house? A mail server that is down must not keep a person out."""
    try:
        send_invitation(person, link)
    except OSError:
        logger.exception("the letter with the link to set a password could not be sent")
        return False
    return True


@requires(MANAGE_PEOPLE)
@require_POST
@never_cache
def make_link(request, pk):
    """A new link to set a password, for somebody who lost theirs."""
    return _hand_over(request, found(request, pk))


@requires(MANAGE_PEOPLE)
@require_POST
def set_state(request, pk):
    """Close the account or open it again."""
    person = found(request, pk)
    if request.POST.get("open") == "1":
        reopen_account(person, by=request.user)
        messages.success(request, _("The account is open again."))
    else:
        close_account(person, by=request.user)
        messages.success(request, _("The account is closed; its devices are signed out."))
    return redirect("accounts-staff:person", pk)


@requires(MANAGE_PEOPLE)
@require_POST
def drop_second_factor(request, pk):
    person = found(request, pk)
    if remove_second_factor(person, by=request.user):
        messages.success(request, _("The second step is removed; the next sign-in asks to set it up anew."))
    return redirect("accounts-staff:person", pk)
