"""29 Renew, 30; 65 Renew all, 66: call `circulation.renewal`."""

from django.db import transaction

from serambi.circulation.lifting import HAPPENED
from serambi.circulation.models import Loan
from serambi.circulation.renewal import renew, renew_all
from serambi.sip2 import refusals as no
from serambi.sip2.copies import item_of
from serambi.sip2.log import carry_out, note, refused
from serambi.sip2.messages.checkout import Outcome, tell
from serambi.sip2.models import Kind
from serambi.sip2.offline import due_said, happened_at, is_offline, lifted_of, note_exception
from serambi.sip2.people import Who, who
from serambi.sip2.saying import answer as said
from serambi.sip2.saying import institution, one, present, screen, told
from serambi.sip2.standing import number
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


def answer(talk: Talk, message: Message) -> bytes:
    """One loan: by the copy, or by the title as we write it in AJ."""
    found = who(talk, message)
    loan = _loan(message, found)
    item = loan.item if loan else item_of(message.get("AB"))
    return tell(talk, message, "30", found, item, _outcome(talk, message, found, loan))


def _loan(message: Message, found: Who) -> Loan | None:
    if not found.valid:
        return None
    mine = Loan.objects.open().filter(patron=found.patron).select_related("item__record__work", "item__branch")
    if barcode := message.get("AB"):
        return mine.filter(item__barcode=barcode[:60]).first()
    title = message.get("AJ")
    return mine.filter(item__record__title=title[:500]).first() if title else None


def _outcome(talk: Talk, message: Message, found: Who, loan: Loan | None) -> Outcome:
    barcode, offline = message.get("AB"), is_offline(message)
    reasons = [] if talk.terminal.may_renew else [no.NOT_HERE]
    if not offline:
        reasons += found.against
    elif not found.valid:
        reasons += [no.UNKNOWN_CARD]
    if loan is None and not reasons:
        reasons = [no.NOT_ON_LOAN_TO_YOU]
    more = {}
    moment = happened_at(talk, message)
    if offline:
        more = {"lifted": HAPPENED, "moment": moment, "due_at": due_said(talk, message, moment)}
        more["comment"] = f"SIP2: {talk.terminal.name}"
    with transaction.atomic():
        if reasons:
            refused(talk, Kind.RENEW, reasons, barcode)
            renewed = None
        else:
            renewed, reasons = carry_out(
                talk, Kind.RENEW, lambda: renew(loan, by=None, **more), barcode=loan.item.barcode,
                subject=lambda made: made.pk,
            )  # fmt: skip
        if offline and talk.terminal.may_renew:
            _note(talk, message, renewed, reasons, moment)
            return Outcome(True, renewed or loan, tuple(reasons), renewed=renewed is not None)
    return Outcome(renewed is not None, renewed, tuple(reasons), renewed=renewed is not None)


def _note(talk: Talk, message: Message, renewed: Loan | None, reasons, moment) -> None:
    if renewed is not None:
        newest = renewed.overrides.filter(act="renew", at__gte=moment).first()
        reasons = lifted_of(newest.codes) if newest else []
    note_exception(talk, message, Kind.RENEW, reasons, done=renewed is not None, happened=moment)


def answer_all(talk: Talk, message: Message) -> bytes:
    """Every loan, each in a transaction of its own: BM for what was renewed, BN for what was not."""
    found = who(talk, message)
    reasons = [*([] if talk.terminal.may_renew else [no.NOT_HERE]), *found.against]
    if reasons:
        refused(talk, Kind.RENEW, reasons)
        start = f"660{number(0)}{number(0)}{present(talk)}"
        return said(talk, message, start, [("AO", institution(talk)), *screen(talk, told(reasons))])
    results = renew_all(found.patron, by=None)
    for each in results:
        codes = [refusal.code for refusal in each.refused]
        note(talk, Kind.RENEW, done=not codes, barcode=each.loan.item.barcode, codes=codes, subject=each.loan.pk)
    done = [each.loan.item.barcode for each in results if not each.refused]
    left = [each.loan.item.barcode for each in results if each.refused]
    start = f"66{one(True)}{number(len(done))}{number(len(left))}{present(talk)}"
    fields = [
        ("AO", institution(talk)),
        *(("BM", barcode) for barcode in done),
        *(("BN", barcode) for barcode in left),
        *screen(talk, told(refusal for each in results for refusal in each.refused)),
    ]
    return said(talk, message, start, fields)
