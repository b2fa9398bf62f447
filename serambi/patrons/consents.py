"""Consent: what people agree to, version by version; who agreed, when and how it can be shown (UU PDP Ps 20-25, 40)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import now as present

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any
from serambi.patrons import policy
from serambi.patrons import refusals as no
from serambi.patrons.blocks import drop_block, keep_block
from serambi.patrons.events import ConsentGiven, ConsentTextPublished, ConsentWithdrawn
from serambi.patrons.models import Block, Consent, ConsentText, Guardian, Patron

Purpose = ConsentText.Purpose
How = Consent.How


def present_text(purpose: str) -> ConsentText | None:
    """The newest version of what people agree to; None before one was published."""
    return ConsentText.objects.filter(purpose=purpose).order_by("-version").first()


def present_texts() -> dict[str, ConsentText]:
    """By purpose: the newest version. One query."""
    return {text.purpose: text for text in ConsentText.objects.order_by("version")}


@transaction.atomic
def publish_text(purpose: str, body: str, body_en: str = "", *, by) -> ConsentText:
    """A new version. Who agreed to an earlier one stays with it until asked anew."""
    last = present_text(purpose)
    body, body_en = (text.replace("\r\n", "\n").strip() for text in (body, body_en))
    reasons = []
    if not body:
        reasons.append(no.TEXT_MISSING)
    if last and (last.body, last.body_en) == (body, body_en):
        reasons.append(no.SAME_TEXT)
    refuse_if_any(reasons)
    version = 1 + (ConsentText.objects.filter(purpose=purpose).aggregate(most=Max("version"))["most"] or 0)
    try:
        with transaction.atomic():
            text = ConsentText.objects.create(purpose=Purpose(purpose), version=version, body=body, body_en=body_en)
    except IntegrityError:
        raise Refused(no.PUBLISHED_MEANWHILE) from None
    record(ConsentTextPublished(text_id=text.pk), by=by)
    return text


@transaction.atomic
def give(
    patron: Patron, text: ConsentText, *, how: str, by, guardian: Guardian | None = None, proof: str = "", witness=None
) -> Consent:
    """Somebody agrees to `text`: the patron, or for them the `guardian`. Twice is once: the first stands.

    Below 17 a guardian gives the consent to the membership. `witness`: the member of staff who saw it. Agreeing to the
    text about the reading history also switches the history on.
    """
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_branch").get(pk=patron.pk)
    reasons = []
    if patron.state == Patron.State.ERASED:
        reasons.append(no.ERASED)
    if guardian is None and text.purpose == Purpose.MEMBERSHIP and _is_child(patron):
        reasons.append(no.CONSENT_BY_GUARDIAN)
    if guardian is not None and (guardian.child_id != patron.pk or guardian.ended_at):
        reasons.append(no.NO_SUCH_GUARDIAN)
    refuse_if_any(reasons)
    consent = Consent.objects.filter(patron=patron, text=text, withdrawn_at=None).first()
    if consent is not None and (guardian is None or consent.guardian_id == guardian.pk):
        return consent
    if consent is not None:  # somebody else answers now: the earlier consent gives way to this one
        _withdraw(consent, by)
    consent = Consent.objects.create(
        patron=patron, text=text, guardian=guardian, how=How(how), proof=proof.strip()[:200], witness=witness
    )
    record(ConsentGiven(consent_id=consent.pk, patron_id=patron.pk), by=by)
    _follow(patron, text.purpose, by)
    return consent


@transaction.atomic
def withdraw(consent: Consent, *, by) -> Consent:
    """The consent stands no more (UU PDP Ps 40); it stays on record that it was given. Without consent to the
    membership nothing more is lent; without the one to the reading history it is switched off."""
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_branch").get(pk=consent.patron_id)
    consent = Consent.objects.select_for_update(of=("self",)).select_related("text").get(pk=consent.pk)
    refuse_if_any([no.NOT_GIVEN] if consent.withdrawn_at else [])
    _withdraw(consent, by)
    _follow(patron, consent.text.purpose, by)
    return consent


def standing_consents(patron: Patron) -> dict[str, Consent]:
    """By purpose: the consent to the newest version that was agreed to and stands. One query.

    For a child only a guardian's consent to the membership counts, as long as that guardian answers.
    """
    return _standing(patron, local_today(patron.home_branch))


def _standing(patron: Patron, day: date) -> dict[str, Consent]:
    rows = Consent.objects.filter(patron=patron, withdrawn_at=None).select_related("text", "guardian")
    child = policy.needs_guardian(patron.born_on, day)
    found = {}
    for row in rows.order_by("text__version"):
        own = row.guardian is None
        if row.text.purpose == Purpose.MEMBERSHIP and child and (own or row.guardian.ended_at):
            continue
        found[row.text.purpose] = row
    return found


def settle(patron: Patron, *, by) -> None:
    """Set or drop the block of a member whose consent to the membership is missing; to be called when one was given,
    withdrawn, or a guardian answers no more. Members of an old system, who were never asked, are not blocked."""
    if patron.state == Patron.State.ERASED or Purpose.MEMBERSHIP in standing_consents(patron):
        drop_block(patron, Block.Reason.CONSENT, by=by)
    else:
        keep_block(patron, Block.Reason.CONSENT, by=by)


def _follow(patron: Patron, purpose: str, by) -> None:
    if purpose == Purpose.MEMBERSHIP:
        settle(patron, by=by)
    if purpose == Purpose.HISTORY:
        keeps = Purpose.HISTORY in standing_consents(patron)
        Patron.objects.filter(pk=patron.pk).update(keeps_history=keeps)


def _withdraw(consent: Consent, by) -> None:
    consent.withdrawn_at = present()
    consent.save(update_fields=["withdrawn_at"])
    record(ConsentWithdrawn(consent_id=consent.pk, patron_id=consent.patron_id), by=by)


def _is_child(patron: Patron) -> bool:
    return policy.needs_guardian(patron.born_on, local_today(patron.home_branch))
