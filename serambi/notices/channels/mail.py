"""E-mail, through Django's backends: SMTP, or one of django-anymail where a library has installed it."""

import smtplib
from contextlib import suppress
from email.utils import formataddr, make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from serambi.notices.channels.outcome import Message, Outcome, refused, sent, unknown
from serambi.notices.links import page, whole

NO_SUCH_MAILBOX = {550, 551, 553}
"""Answers to RCPT that speak of the address; 552 and 554 may be a full mailbox or a mood."""


def is_configured() -> bool:
    """Does mail leave this machine? The console only shows it."""
    return not settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend"))


def send(message: Message) -> Outcome:
    """One letter, as text and as simple HTML, with a link that stops such letters in one click."""
    connection = get_connection()
    try:
        letter = letter_of(message)
        letter.message()  # headers that cannot be written say so here, before anything has left
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return refused(f"{type(error).__name__}: {error}", again=True)
    except (ValueError, UnicodeError) as error:
        return refused(str(error), bad_contact=True)
    try:
        connection.send_messages([letter])
    except Exception as error:  # a backend may raise what it likes; what it says decides
        return _judged(error)
    finally:
        with suppress(Exception):  # it was taken, or it was not: how they say goodbye changes nothing
            connection.close()
    told = getattr(letter, "anymail_status", None)
    return sent(str(getattr(told, "message_id", "") or letter.extra_headers["Message-ID"]))


def letter_of(message: Message) -> EmailMultiAlternatives:
    """The letter as it leaves."""
    text, reader = message.text, message.reader
    with override(text.language):
        link = whole(text.path) if text.path else ""
        stop = whole(page("notices:stop", text.language, token=message.stop_token))
        preferences = whole(page("notices:preferences", text.language)) if reader.has_inbox else ""
        shown = {"text": text, "link": link, "stop": stop, "preferences": preferences, "name": reader.name}
        hello = _("Dear %(name)s,") % {"name": reader.name}
        ending = [link and _("More in your account: %(link)s") % {"link": link}]
        ending.append(_("No more such messages by e-mail: %(link)s") % {"link": stop})
        body = "\n\n".join(part for part in [hello, text.plain, "-- \n" + "\n".join(e for e in ending if e)] if part)
        html = render_to_string("notices/mail/notice.html", shown)
    letter = EmailMultiAlternatives(
        subject=" ".join(text.subject.split()),
        body=body,
        from_email=formataddr((text.library, settings.DEFAULT_FROM_EMAIL)),
        to=[reader.email],
        headers={
            "Message-ID": make_msgid(f"d{message.delivery_id}", domain=_domain()),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": text.language,
        },
    )
    letter.attach_alternative(html, "text/html")
    return letter


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"


def _judged(error: Exception) -> Outcome:
    """What an error during the sending means."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return refused(_words(code, said), again=code < 500, bad_contact=code in NO_SUCH_MAILBOX)
    if isinstance(error, smtplib.SMTPResponseException):
        return refused(_words(error.smtp_code, error.smtp_error), again=error.smtp_code < 500)
    if isinstance(error, smtplib.SMTPNotSupportedError):  # letters of other scripts to a server that knows ASCII only
        return refused(str(error), bad_contact=True)
    status = getattr(error, "status_code", None)  # django-anymail
    if isinstance(status, int) and status:
        if status >= 500:
            return unknown(f"{status}: {error}")
        return refused(f"{status}: {error}", again=status in (408, 429))
    if type(error).__name__ == "AnymailRecipientsRefused":
        return refused(str(error), bad_contact=True)
    return unknown(f"{type(error).__name__}: {error}")


def _words(code: int, said) -> str:
    return f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
