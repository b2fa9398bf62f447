"""09 Checkin, 10: calls `circulation.checkin`, and tells a sorting machine where the copy goes."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from serambi.catalogue.models import Item
from serambi.circulation import checkin as returning
from serambi.circulation import refusals as general
from serambi.circulation.lifting import HAPPENED
from serambi.circulation.models import Hold, Loan
from serambi.kit.refusal import Refusal
from serambi.sip2 import refusals as no
from serambi.sip2.copies import item_of, medium, title_of
from serambi.sip2.log import carry_out, refused
from serambi.sip2.models import Kind
from serambi.sip2.offline import happened_at, is_offline, lifted_of, note_exception
from serambi.sip2.people import masked_card, masked_name
from serambi.sip2.saying import Fields, institution, one, present, screen, told, yes
from serambi.sip2.saying import answer as said
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

HOLD_HERE, HOLD_ELSEWHERE, SEND_ELSEWHERE, OTHER = "01", "02", "04", "99"
"""CV, the alert types of SIP2."""


@dataclass(frozen=True)
class Outcome:
    """`ok` is what the machine hears; `done` what became of the copy."""

    ok: bool
    done: returning.CheckedIn | None = None
    refusals: tuple[Refusal, ...] = ()


def answer(talk: Talk, message: Message) -> bytes:
    """Take the copy back. One that nobody had goes its way too; it is answered "no" unless the terminal welcomes it."""
    item = item_of(message.get("AB"))
    came = _outcome(talk, message, item)
    if came.done and came.done.loan and came.done.loan.patron:
        translation.activate(came.done.loan.patron.language)
    onward = _onward(came, item)
    alert = bool(onward) or not came.ok
    start = f"10{one(came.ok)}{yes(came.done is not None)}U{yes(alert)}{present(talk)}"
    fields = [
        ("AO", institution(talk)),
        ("AB", item.barcode if item else message.get("AB")),
        ("AQ", item.branch.code if item else ""),
        ("AJ", title_of(item)),
        ("AA", _card(came)),
        ("CK", medium(item) if item else None),
        ("CS", (item.call_number or item.record.call_number or None) if item else None),
        *onward,
        *screen(talk, told(came.refusals)),
    ]
    return said(talk, message, start, fields)


def _outcome(talk: Talk, message: Message, item: Item | None) -> Outcome:
    barcode, offline = message.get("AB"), is_offline(message)
    reasons = [] if talk.terminal.may_checkin else [no.NOT_HERE]
    reasons += [] if item else [no.UNKNOWN_ITEM]
    happened = happened_at(talk, message)
    returned_at = happened_at(talk, message, "returned") if offline else None
    with transaction.atomic():
        if not reasons and message.get("BI").upper() == "Y":
            return _cancelled(talk, item)
        done = None
        if reasons:
            refused(talk, Kind.CHECKIN, reasons, barcode)
        else:
            done, reasons = carry_out(
                talk, Kind.CHECKIN, lambda: _take(talk, item, offline, returned_at), barcode=barcode,
                subject=lambda made: made.loan.pk if made.loan else None,
            )  # fmt: skip
        if offline and talk.terminal.may_checkin:
            _note(talk, message, done, reasons, happened)
            return Outcome(True, done, tuple(reasons))
    if done is not None and done.loan is None:
        return Outcome(talk.terminal.welcomes_all, done, (no.NOT_ON_LOAN,))
    return Outcome(done is not None, done, tuple(reasons))


def _take(talk: Talk, item: Item, offline: bool, returned_at) -> returning.CheckedIn:
    more = {"lifted": HAPPENED, "comment": f"SIP2: {talk.terminal.name}"} if offline else {}
    return returning.checkin(item, branch=talk.terminal.branch, by=None, returned_at=returned_at, **more)


def _note(talk: Talk, message: Message, done, reasons, happened) -> None:
    if done is not None and done.loan is not None:
        overridden = done.loan.overrides.filter(act="checkin").first()
        reasons = lifted_of(overridden.codes) if overridden else []
    note_exception(talk, message, Kind.CHECKIN, reasons, done=done is not None, happened=happened)


def _cancelled(talk: Talk, item: Item) -> Outcome:
    """The flap did not close: only what this machine took back goes on as it was."""
    loan = Loan.objects.filter(item=item, returned_at__isnull=False).order_by("-returned_at", "-pk").first()
    mine = loan and talk.terminal.acts.filter(kind=Kind.CHECKIN, done=True, subject=loan.pk).exists()
    if not mine:
        return Outcome(False, refusals=tuple(refused(talk, Kind.CHECKIN, [general.TOO_LATE_TO_UNDO], item.barcode)))
    _loan, reasons = carry_out(
        talk, Kind.OTHER, lambda: returning.undo_checkin(loan, branch=talk.terminal.branch, by=None),
        barcode=item.barcode, subject=lambda made: made.pk,
    )  # fmt: skip
    return Outcome(not reasons, refusals=tuple(reasons))


def _onward(came: Outcome, item: Item | None) -> Fields:
    """CV and where the copy goes. Whose it is now is told in part only: a screen is read by those behind too."""
    if came.done is None:
        return [("CV", OTHER)] if came.refusals else []
    hold, transit = came.done.hold, came.done.transit
    if hold is not None and hold.state == Hold.State.READY:
        fields = [("CV", HOLD_HERE), ("CT", hold.pickup_branch.code)]
    elif hold is not None:
        fields = [("CV", HOLD_ELSEWHERE), ("CT", hold.pickup_branch.code)]
    elif transit is not None:
        fields = [("CV", SEND_ELSEWHERE), ("CT", transit.destination.code)]
    else:
        return [("CV", OTHER)] if came.done.was_lost or came.done.was_claimed else []
    if hold is not None:
        fields += [("CY", masked_card(hold.patron)), ("DA", masked_name(hold.patron))]
    return fields


def _card(came: Outcome) -> str | None:
    """AA: who brought it, for the receipt; nobody when it was not on loan."""
    loan = came.done.loan if came.done else None
    return loan.patron.card_number if loan and loan.patron else None
