"""15 Hold, 16: place (+), cancel (-), change (*): calls `circulation.holds`."""

from collections.abc import Callable

from serambi.branches.models import Branch
from serambi.catalogue.models import Item, Work
from serambi.circulation.holds.changing import change_pickup
from serambi.circulation.holds.copies import free
from serambi.circulation.holds.ending import cancel
from serambi.circulation.holds.placing import place_hold
from serambi.circulation.holds.queue import place_of
from serambi.circulation.models import Hold
from serambi.kit.refusal import Refusal
from serambi.sip2 import refusals as no
from serambi.sip2.copies import item_of, record_of, short
from serambi.sip2.log import carry_out, refused
from serambi.sip2.models import Kind
from serambi.sip2.moments import day_of
from serambi.sip2.people import Who, who
from serambi.sip2.saying import answer as said
from serambi.sip2.saying import institution, one, present, screen, told, yes
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

THIS_COPY = "3"
"""BY: a specific copy. Every other type is any copy of the title."""
PLACE, CANCEL, CHANGE = "+", "-", "*"


def answer(talk: Talk, message: Message) -> bytes:
    found, item = who(talk, message), item_of(message.get("AB"))
    record = item.record if item else record_of(message.get("AJ"))
    branch = _branch(talk, message)
    reasons = [*([] if talk.terminal.may_hold else [no.NOT_HERE]), *found.against]
    reasons += [] if record else [no.UNKNOWN_TITLE]
    reasons += [] if branch else [no.UNKNOWN_BRANCH]
    hold, act = None, None
    if not reasons:
        act, reasons = _act(message, found.patron, record.work, item, branch)
    if reasons:
        refused(talk, Kind.HOLD, reasons, message.get("AB"))
    else:
        hold, reasons = carry_out(
            talk, Kind.HOLD, act, barcode=message.get("AB"), subject=lambda made: made.pk
        )  # fmt: skip
    return _tell(talk, message, found, record, hold, list(reasons))


def _branch(talk: Talk, message: Message) -> Branch | None:
    """BS by its code; the terminal's own when it says none."""
    code = message.get("BS")
    return Branch.objects.filter(code=code[:60]).first() if code else talk.terminal.branch


def _act(message: Message, patron, work: Work, item: Item | None, branch: Branch) -> tuple[Callable, list[Refusal]]:
    mode = message.fixed["mode"]
    if mode == PLACE:
        copy = item if message.get("BY") == THIS_COPY else None
        until = day_of(message.get("BW"))
        return lambda: place_hold(patron, work, pickup_branch=branch, by=None, item=copy, needed_by=until), []
    hold = _hold_of(patron, work, item)
    if hold is None or mode not in (CANCEL, CHANGE):
        return None, [no.NO_HOLD]
    if mode == CANCEL:
        return lambda: cancel(hold, by=None, why=Hold.Ended.PATRON), []
    return lambda: change_pickup(hold, branch, by=None), []


def _hold_of(patron, work: Work, item: Item | None) -> Hold | None:
    """The member's own: for this very copy first, else for the title."""
    mine = list(Hold.objects.live().filter(patron=patron, work=work))
    same = [hold for hold in mine if item and item.pk in (hold.item_id, hold.caught_id)]
    return (same or mine or [None])[0]


def _tell(talk: Talk, message: Message, found: Who, record, hold: Hold | None, reasons: list[Refusal]) -> bytes:
    live = hold is not None and hold.ended_at is None
    place = place_of(hold) if live else None
    until = (hold.pickup_by or hold.needed_by) if live else None
    at_hand = live and (hold.state == Hold.State.READY or free([hold.work_id]).exists())
    fields = [
        ("BW", until.strftime("%Y%m%d    235959") if until else None),
        ("BR", place.number if place else None),
        ("BS", hold.pickup_branch.code if hold else message.get("BS") or None),
        ("AO", institution(talk)),
        ("AA", found.card),
        ("AB", message.get("AB") or None),
        ("AJ", short(record.title) if record else message.get("AJ")),
        *screen(talk, told(reasons)),
    ]
    return said(talk, message, f"16{one(hold)}{yes(at_hand)}{present(talk)}", fields)
