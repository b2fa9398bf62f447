"""11 Checkout, 12: calls `circulation.checkout`, or `renewal` when the member has the copy already."""

from dataclasses import dataclass

from django.db import transaction

from serambi.catalogue.models import Item
from serambi.circulation import checkout as lending
from serambi.circulation import refusals as general
from serambi.circulation.lifting import HAPPENED
from serambi.circulation.models import Loan
from serambi.circulation.renewal import renew
from serambi.kit.refusal import Refusal
from serambi.sip2 import refusals as no
from serambi.sip2.copies import item_of, medium, title_of
from serambi.sip2.log import carry_out, refused
from serambi.sip2.models import Kind
from serambi.sip2.offline import due_said, happened_at, is_offline, key_of, lifted_of, note_exception
from serambi.sip2.people import Who, who
from serambi.sip2.saying import answer as said
from serambi.sip2.saying import institution, one, present, screen, told, when, yes
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


@dataclass(frozen=True)
class Outcome:
    """What becomes of the answer: `ok` and the loan, or why not."""

    ok: bool
    loan: Loan | None = None
    refusals: tuple[Refusal, ...] = ()
    renewed: bool = False
    gone: bool = False
    """A cancelled checkout: the copy stays here."""


def answer(talk: Talk, message: Message) -> bytes:
    """Lend the copy, as the rules say; with "no block" it has been lent already."""
    found, item = who(talk, message), item_of(message.get("AB"))
    return tell(talk, message, "12", found, item, _outcome(talk, message, found, item))


def _outcome(talk: Talk, message: Message, found: Who, item: Item | None) -> Outcome:
    barcode, offline = message.get("AB"), is_offline(message)
    reasons = [] if talk.terminal.may_checkout else [no.NOT_HERE]
    if not offline:
        reasons += found.against
    elif not found.valid:
        reasons += [no.UNKNOWN_CARD]
    reasons += [] if item else [no.UNKNOWN_ITEM]
    if reasons and offline and talk.terminal.may_checkout:
        return _taken_as_it_is(talk, message, reasons)
    if reasons:
        return Outcome(False, refusals=tuple(refused(talk, Kind.CHECKOUT, reasons, barcode)))
    if message.get("BI").upper() == "Y":
        return _cancelled(talk, found, item)
    if offline:
        return _happened(talk, message, found, item)
    if mine := _to_renew(talk, message, found, item):
        loan, reasons = carry_out(
            talk, Kind.RENEW, lambda: renew(mine, by=None), barcode=barcode, subject=lambda made: made.pk
        )
        return Outcome(loan is not None, loan, tuple(reasons), renewed=loan is not None)
    loan, reasons = carry_out(
        talk, Kind.CHECKOUT, lambda: _lend(talk, message, found, item), barcode=barcode, subject=lambda made: made.pk
    )
    return Outcome(loan is not None, loan, tuple(reasons))


def _to_renew(talk: Talk, message: Message, found: Who, item: Item) -> Loan | None:
    """The machine may renew in the guise of a checkout ("renewal policy"): the member has this copy already."""
    if message.fixed["renewal"].upper() != "Y" or not talk.terminal.may_renew:
        return None
    mine = Loan.objects.open().filter(item=item, patron=found.patron).select_related("item").first()
    # the same message over a new connection is the same checkout, no renewal
    return None if mine and mine.request == key_of(talk, message) else mine


def _lend(talk: Talk, message: Message, found: Who, item: Item, **more) -> Loan:
    """The act. The same message twice is one loan, unless the copy came back in between (clocks that stand still)."""
    where = {"patron": found.patron, "branch": talk.terminal.branch, "by": None}
    loan = lending.checkout(item, request=key_of(talk, message), **where, **more)
    return loan if loan.returned_at is None else lending.checkout(item, **where, **more)


def _happened(talk: Talk, message: Message, found: Who, item: Item) -> Outcome:
    """Lent while the line was down: whatever may be lifted is, and noted."""
    moment = happened_at(talk, message)
    with transaction.atomic():
        loan, reasons = carry_out(
            talk,
            Kind.CHECKOUT,
            lambda: _lend(
                talk, message, found, item, moment=moment, due_at=due_said(talk, message, moment), lifted=HAPPENED,
                comment=f"SIP2: {talk.terminal.name}",
            ),
            barcode=item.barcode,
            subject=lambda made: made.pk,
        )  # fmt: skip
        if loan is None:
            note_exception(talk, message, Kind.CHECKOUT, reasons, done=False, happened=moment)
            return Outcome(True, refusals=reasons)
        lifted = [code for override in loan.overrides.filter(act="checkout") for code in override.codes]
        reasons = [*lifted_of(lifted), *([no.WRONG_PIN] if found.wrong_pin else [])]
        note_exception(talk, message, Kind.CHECKOUT, reasons, done=True, happened=moment)
    return Outcome(True, loan)


def _taken_as_it_is(talk: Talk, message: Message, reasons: list[Refusal]) -> Outcome:
    with transaction.atomic():
        refused(talk, Kind.CHECKOUT, reasons, message.get("AB"))
        moment = happened_at(talk, message)
        note_exception(talk, message, Kind.CHECKOUT, reasons, done=False, happened=moment)
    return Outcome(True, refusals=tuple(reasons))


def _cancelled(talk: Talk, found: Who, item: Item) -> Outcome:
    """The patron changed their mind, or the gate did not open: only what this machine lent is taken back."""
    loan = Loan.objects.open().filter(item=item, patron=found.patron).select_related("item", "patron").first()
    mine = loan and talk.terminal.acts.filter(kind=Kind.CHECKOUT, done=True, subject=loan.pk).exists()
    if not mine:
        return Outcome(False, refusals=tuple(refused(talk, Kind.CHECKOUT, [general.TOO_LATE_TO_UNDO], item.barcode)))
    pk = loan.pk
    _none, reasons = carry_out(
        talk, Kind.OTHER, lambda: lending.undo_checkout(loan, by=None), barcode=item.barcode, subject=lambda _made: pk
    )
    return Outcome(not reasons, refusals=tuple(reasons), gone=True)


def tell(talk: Talk, message: Message, code: str, found: Who, item: Item | None, came: Outcome) -> bytes:
    """12 and 30 have the same fields. The gate lets a copy through (desensitize) when it was lent."""
    out = came.ok and not came.gone
    start = f"{code}{one(came.ok)}{yes(came.renewed)}U{yes(out)}{present(talk)}"
    fields = [
        ("AO", institution(talk)),
        ("AA", found.card),
        ("AB", item.barcode if item else message.get("AB")),
        ("AJ", title_of(item) or message.get("AJ")),
        ("AH", when(talk, came.loan.due_at if came.loan else None)),
        ("CK", medium(item) if item else None),
        *screen(talk, told(came.refusals)),
    ]
    return said(talk, message, start, fields)
