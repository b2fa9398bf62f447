"""The link with which a guardian consents to a child's membership, or refuses it (UU PDP Ps 25, PP TUNAS Ps 9).

The link is signed and names the guardianship; nothing secret is kept. It works once and for 14 days: it is used up as
soon as a consent stands or the data are gone, and it dies when the guardian's number or address is corrected.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from serambi.accounts.links import mail_is_sent
from serambi.branches.queries import library
from serambi.kit.refusal import Refused
from serambi.patrons import consents
from serambi.patrons import refusals as no
from serambi.patrons.models import Guardian, Patron
from serambi.patrons.privacy import leave

logger = logging.getLogger(__name__)

VALID = timedelta(days=14)
_SALT = "patrons.guarding_link"
_LONGEST = 400


class Asked(StrEnum):
    """What a link is worth now."""

    OPEN = "open"
    ANSWERED = "answered"
    DEAD = "dead"


@dataclass(frozen=True)
class Link:
    state: Asked
    guardian: Guardian | None = None


def token_for(guardian: Guardian) -> str:
    return signing.dumps([guardian.pk, _fingerprint(guardian)], salt=_SALT)


def path_for(guardian: Guardian) -> str:
    """Address (without the host) of the page where the guardian answers, in the language of the child's letters."""
    with override(guardian.child.language):
        return reverse("patrons:guardian", kwargs={"token": token_for(guardian)})


def read(token: str) -> Link:
    """Whose link this is and whether it still asks something. Anything that is no link of ours is dead."""
    try:
        pk, fingerprint = signing.loads(token[:_LONGEST], salt=_SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return Link(Asked.DEAD)
    found = Guardian.objects.filter(pk=pk, ended_at=None)
    guardian = found.select_related("child", "child__home_branch", "child__category", "child__user").first()
    if guardian is None or _fingerprint(guardian) != fingerprint:
        return Link(Asked.DEAD)
    if guardian.child.state not in (Patron.State.APPLIED, Patron.State.ACTIVE):
        return Link(Asked.DEAD)
    answered = guardian.consents.filter(how=consents.How.LINK).exists()
    if answered or consents.Purpose.MEMBERSHIP in consents.standing_consents(guardian.child):
        return Link(Asked.ANSWERED, guardian)
    return Link(Asked.OPEN, guardian)


@transaction.atomic
def agree(token: str, *, by) -> Guardian:
    """The guardian consents; the child's block goes away. `by`: an account, when the guardian is signed in with one."""
    guardian = _asked(token)
    text = consents.present_text(consents.Purpose.MEMBERSHIP)
    if text is None:
        raise Refused(no.NOT_ONLINE)
    consents.give(guardian.child, text, how=consents.How.LINK, guardian=guardian, proof=_proof(token), by=by)
    return guardian


@transaction.atomic
def refuse(token: str, *, by) -> None:
    """The guardian refuses: what the child told us is erased, the account too. Raises `Refused` while something is
    still open, with the sentence that says what."""
    leave(_asked(token).child, erase=True, by=by)


def _asked(token: str) -> Guardian:
    """The guardianship of a link that still asks, its child locked; two answers at once are one."""
    link = read(token)
    if link.guardian is not None:
        Patron.objects.select_for_update().get(pk=link.guardian.child_id)
        link = read(token)
    if link.state != Asked.OPEN:
        raise Refused(no.LINK_USED if link.state == Asked.ANSWERED else no.LINK_DEAD)
    return link.guardian


def whatsapp_address(guardian: Guardian, link: str) -> str:
    """Opens WhatsApp with the message written, to be sent from the person's own phone; "" without a number."""
    if not guardian.phone:
        return ""
    said = _("%(child)s would like to become a member of %(library)s. Please read and answer here: %(link)s") % {
        "child": guardian.child.name,
        "library": library().name,
        "link": link,
    }
    return f"https://wa.me/{guardian.phone.removeprefix('+')}?text={quote(said)}"


def send(guardian: Guardian, link: str) -> bool:
    """Write to the guardian. Did the letter leave the house? A mail server that is down keeps nobody from joining."""
    if not guardian.email or not mail_is_sent():
        return False
    about = {"guardian": guardian, "child": guardian.child, "link": link, "library": library().name}
    with override(guardian.child.language):
        subject = " ".join(render_to_string("patrons/mail/guardian_subject.txt", about).split())
        body = render_to_string("patrons/mail/guardian.txt", about)
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [guardian.email])
    except OSError:
        logger.exception("the letter to a guardian could not be sent")
        return False
    return True


def _fingerprint(guardian: Guardian) -> str:
    facts = f"{guardian.pk}|{guardian.since.isoformat()}|{guardian.email}|{guardian.phone}"
    return salted_hmac(_SALT, facts).hexdigest()[:16]


def _proof(token: str) -> str:
    return f"sha256:{hashlib.sha256(token.encode()).hexdigest()[:32]}"
