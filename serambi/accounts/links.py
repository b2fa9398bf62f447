"""The link with which a person sets a password: by e-mail, handed over at the desk, or printed by `serambi admin`."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from serambi.accounts.account import beyond
from serambi.accounts.events import PasswordLinkMade
from serambi.accounts.models import User
from serambi.branches.models import Library
from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any


def mail_is_sent() -> bool:
    """Does mail leave this house? Without a mail server it is only printed where the server runs."""
    return not settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend"))


@transaction.atomic
def password_path(user: User, *, by: User | None) -> str:
    """Address (without the host) of the page where `user` sets a password.

    It works once, until the password changes or PASSWORD_RESET_TIMEOUT (three days) is over.
    """
    refuse_if_any(beyond(by, user))
    return hand_out_password_path(user, by=by)


def hand_out_password_path(user: User, *, by: User | None) -> str:
    """The same, for acts that have asked already whether `by` may: the desk, for members of the library."""
    record(PasswordLinkMade(user_id=user.pk), by=by)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    with override(user.language):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return path.replace("UID-KEY", key)


def send_invitation(user: User, link: str) -> None:
    """Write to a person with a new account where to set the password. `link` is the whole address."""
    library = Library.objects.first()
    about = {"person": user, "link": link, "library": library.name if library else ""}
    with override(user.language):
        subject = render_to_string("accounts/mail/invitation_subject.txt", about).strip()
        body = render_to_string("accounts/mail/invitation.txt", about)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
