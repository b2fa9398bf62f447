"""99 SC status, 98: what we do here, as sixteen letters that keep to the truth."""

from serambi.branches.queries import library
from serambi.sip2.models import Terminal
from serambi.sip2.saying import answer as said
from serambi.sip2.saying import institution, present, yes
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

TIMEOUT, RETRIES = "100", "003"
"""Tenths of a second a machine waits for us, and how often it tries again."""


def answer(talk: Talk, message: Message) -> bytes:
    """Before the login it says no more than that there is a server and how to enter."""
    terminal = talk.terminal
    may = {name: bool(terminal and getattr(terminal, f"may_{name}")) for name in _RIGHTS}
    # off-line work is accepted when lending or returning is: what the rules refuse goes to the staff
    offline = may["checkout"] or may["checkin"]
    start = (
        f"98Y{yes(may['checkin'])}{yes(may['checkout'])}{yes(may['renew'])}N{yes(offline)}"
        f"{TIMEOUT}{RETRIES}{present(talk)}2.00"
    )
    return said(
        talk,
        message,
        start,
        [
            ("AO", institution(talk)),
            ("AM", library().name),
            ("BX", supported(terminal)),
            ("AN", terminal.name if terminal else None),
        ],
    )


_RIGHTS = ("checkout", "checkin", "renew", "hold", "pay", "block")


def supported(terminal: Terminal | None) -> str:
    """BX: what this terminal may ask for, in SIP2's order."""
    known = terminal is not None
    may = {name: known and getattr(terminal, f"may_{name}") for name in _RIGHTS}
    flags = [
        known,  # patron status
        may["checkout"],
        may["checkin"],
        may["block"],
        True,  # SC/ACS status
        True,  # resend
        True,  # login
        known,  # patron information
        known,  # end patron session
        may["pay"],
        known,  # item information
        False,  # item status update: properties of copies are not kept
        may["block"],  # patron enable
        may["hold"],
        may["renew"],
        may["renew"],  # renew all
    ]
    return "".join(map(yes, flags))
