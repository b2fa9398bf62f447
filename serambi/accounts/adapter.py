import logging

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Library

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened at the desk or by the IT person; nobody signs up through allauth's own form."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Please ask at the desk."),
        "email_password_mismatch": _("The card number, user name or e-mail and the password do not belong together."),
        "username_password_mismatch": _(
            "The card number, user name or e-mail and the password do not belong together."
        ),
        "enter_current_password": _("Please type your present password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds: please type the newest."),
        "incorrect_password": _("This password is not right."),
        "invalid_password_reset": _("This link is used up or too old. Please ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Please wait five minutes, then try again."),
        "email_taken": _("This e-mail address belongs to another account."),
        "same_as_current": _("This is your present address already."),
        "rate_limited": _("Too many attempts. Please wait a moment, then try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Staff come to work, everybody else to their account."""
        return reverse("front-staff:today") if request.user.is_staff else resolve_url("accounts:mine")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Attempts are counted by what was typed without hyphens, points and case: one card is one card."""
        said = credentials.get("email") or credentials.get("username") or ""
        plain = "".join(each for each in said.casefold() if each.isalnum())
        return super()._get_login_attempts_cache_key(request, username=plain)

    def send_mail(self, template_prefix, email, context):
        """A mail server that is down is written into the log: the page answers as it does for unknown addresses."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("a letter (%s) could not be sent", template_prefix)

    def format_email_subject(self, subject):
        library = Library.objects.only("short_name").first()
        return f"{library.short_name}: {subject}" if library else subject


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_issuer(self):
        library = Library.objects.only("short_name").first()
        return library.short_name if library else "Serambi"

    def get_totp_label(self, user):
        return user.username

    def build_totp_svg(self, url):
        """A drawing without style attributes, which the content security policy would refuse."""
        svg = segno.make(url, error="m").svg_inline(
            omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff", border=3
        )
        return mark_safe(svg)  # noqa: S308  (made of numbers and our own attributes)
