"""Which file answers which message, and whether it counts as a look."""

from collections.abc import Callable
from types import MappingProxyType

from serambi.sip2.messages import (
    block_patron,
    checkin,
    checkout,
    end_session,
    fee_paid,
    hold,
    item_information,
    login,
    patron_information,
    patron_status,
    renew,
    status,
)
from serambi.sip2.models import Kind
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

HANDLERS: MappingProxyType[str, Callable[[Talk, Message], bytes]] = MappingProxyType(
    {
        "01": block_patron.answer,
        "09": checkin.answer,
        "11": checkout.answer,
        "15": hold.answer,
        "17": item_information.answer,
        "19": item_information.answer_update,
        "23": patron_status.answer,
        "25": block_patron.answer_enable,
        "29": renew.answer,
        "35": end_session.answer,
        "37": fee_paid.answer,
        "63": patron_information.answer,
        "65": renew.answer_all,
        "93": login.answer,
        "99": status.answer,
    }
)
BEFORE_LOGIN = frozenset({"93", "97", "99"})
COUNTED = MappingProxyType(
    {"17": Kind.LOOK, "19": Kind.LOOK, "23": Kind.LOOK, "63": Kind.LOOK, "35": Kind.OTHER, "99": Kind.OTHER}
)
"""What only reads is counted, not logged. Acts write their own line."""
