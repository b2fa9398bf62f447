"""01 Block patron, 25 Patron enable; both are answered with the member's status (24, 26)."""

from django.db import transaction
from django.utils.translation import gettext as _

from serambi.circulation.lending import here
from serambi.patrons.blocks import lift_block, set_block
from serambi.patrons.models import Block
from serambi.sip2 import refusals as no
from serambi.sip2.log import carry_out, refused
from serambi.sip2.messages.patron_status import status
from serambi.sip2.models import Kind, MachineAct
from serambi.sip2.people import Who, who
from serambi.sip2.saying import told
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


def answer(talk: Talk, message: Message) -> bytes:
    """The machine kept the card: nobody borrows with it until the staff, or the machine itself, says so."""
    found = who(talk, message)
    reasons = [] if talk.terminal.may_block else [no.NOT_HERE]
    reasons += [] if found.valid else [no.UNKNOWN_CARD]
    if reasons:
        refused(talk, Kind.BLOCK, reasons)
    elif not _blocks_of(talk, found):
        words = _("The machine “%(name)s” blocked this card.")
        if message.fixed["retained"].upper() == "Y":
            words = _("The machine “%(name)s” kept this card.")
        note = f"{words % {'name': talk.terminal.name}} {message.get('AL')}".strip()
        carry_out(
            talk, Kind.BLOCK, lambda: set_block(found.patron, note=note, by=None), subject=lambda made: made.pk
        )  # fmt: skip
        talk.forget_proof()
    return status(talk, message, "24", found, tuple(told(reasons)))


def answer_enable(talk: Talk, message: Message) -> bytes:
    """The PIN was right again: what this terminal blocked, and nothing else, is lifted.

    Here the PIN is always asked, whatever the terminal does without: somebody else may stand there with the card.
    """
    found = who(talk, message)
    reasons = [*([] if talk.terminal.may_block else [no.NOT_HERE]), *found.against]
    reasons += [] if reasons or (found.right_pin and message.raw("AD")) else [no.WRONG_PIN]
    if reasons:
        refused(talk, Kind.UNBLOCK, reasons)
        return status(talk, message, "26", found, tuple(told(reasons)) if not talk.terminal.may_block else ())
    with transaction.atomic():
        for block in _blocks_of(talk, found):
            _lift(talk, block)
    return status(talk, message, "26", found)


def _lift(talk: Talk, block: Block) -> None:
    carry_out(talk, Kind.UNBLOCK, lambda: lift_block(block, by=None), subject=lambda made: made.pk)


def _blocks_of(talk: Talk, found: Who) -> list[Block]:
    """What this terminal set and nobody lifted."""
    mine = MachineAct.objects.filter(terminal=talk.terminal, kind=Kind.BLOCK, done=True, subject__isnull=False)
    standing = Block.objects.standing(here(talk.terminal.branch).today).filter(patron=found.patron, set_by=None)
    return list(standing.filter(reason=Block.Reason.MANUAL, pk__in=list(mine.values_list("subject", flat=True)[:2000])))
