"""17 Item information, 18; 19 Item status update, 20."""

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Lending, Status
from serambi.circulation.holds.queue import lengths
from serambi.circulation.holds.standing import hold_of_item
from serambi.circulation.models import Hold, Loan
from serambi.circulation.transits import open_transit_of
from serambi.sip2 import refusals as no
from serambi.sip2.copies import item_of, medium, title_of
from serambi.sip2.saying import Fields, institution, present, screen, told, when
from serambi.sip2.saying import answer as said
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

OTHER, AVAILABLE, CHARGED, IN_PROCESS, RECALLED = "01", "03", "04", "06", "07"
ON_HOLD_SHELF, IN_TRANSIT, CLAIMED, LOST, MISSING = "08", "10", "11", "12", "13"
_OF_STATUS = {
    Status.PROCESSING: IN_PROCESS,
    Status.REPAIR: OTHER,
    Status.WITHDRAWN: OTHER,
    Status.LOST: LOST,
    Status.MISSING: MISSING,
}
NO_MARKER, NO_FEE = "01", "01"


def answer(talk: Talk, message: Message) -> bytes:
    """Where the copy is, in SIP2's numbers, and how many wait. Never who has it."""
    item = item_of(message.get("AB"))
    if item is None:
        fields = [("AB", message.get("AB")), ("AJ", ""), *screen(talk, told([no.UNKNOWN_ITEM]))]
        return said(talk, message, f"18{OTHER}{NO_MARKER}{NO_FEE}{present(talk)}", fields)
    code, more = _state(talk, item)
    start = f"18{code}{NO_MARKER}{NO_FEE}{present(talk)}"
    fields = [
        ("CF", lengths([item.record.work_id]).get(item.record.work_id, 0)),
        ("AB", item.barcode),
        ("AJ", title_of(item)),
        ("BG", item.branch.code),
        ("CK", medium(item)),
        ("AQ", item.branch.code),
        ("CS", item.call_number or item.record.call_number or None),
        *more,
    ]
    return said(talk, message, start, fields)


def _state(talk: Talk, item: Item) -> tuple[str, Fields]:
    loan = Loan.objects.open().filter(item=item).first()
    if loan is not None:
        due = ("AH", when(talk, loan.due_at))
        if loan.lost_at:
            return LOST, [due]
        if loan.claimed_at:
            return CLAIMED, [due]
        return (RECALLED, [due, ("CJ", when(talk, loan.recalled_at))]) if loan.recalled_at else (CHARGED, [due])
    if item.status in _OF_STATUS:
        return _OF_STATUS[item.status], []
    hold, transit = hold_of_item(item), open_transit_of(item)
    if hold is not None and hold.state == Hold.State.READY:
        until = hold.pickup_by.strftime("%Y%m%d    235959") if hold.pickup_by else None
        return ON_HOLD_SHELF, [("CM", until), ("AP", hold.pickup_branch.code)]
    if transit is not None:
        return IN_TRANSIT, []
    return (OTHER if item.lending == Lending.REFERENCE else AVAILABLE), [("AP", item.branch.code)]


def answer_update(talk: Talk, message: Message) -> bytes:
    """Properties are not kept (BX says so), so nothing was updated."""
    item = item_of(message.get("AB"))
    why = no.PROPERTIES_NOT_KEPT if item else no.UNKNOWN_ITEM
    fields = [("AO", institution(talk)), ("AB", message.get("AB")), ("AJ", title_of(item)), *screen(talk, told([why]))]
    return said(talk, message, f"200{present(talk)}", fields)
