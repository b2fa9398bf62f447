"""93 Login, 94: a machine says who it is."""

from serambi.sip2.entering import enter
from serambi.sip2.saying import answer as said
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


def answer(talk: Talk, message: Message) -> bytes:
    """1 or 0, and nothing about why. Only unencrypted fields (algorithm 0) are understood; TLS guards the way."""
    plain = set(message.fixed.values()) <= {"0", " "}
    done = plain and enter(talk, message.get("CN"), message.raw("CO"))
    talk.ending = not done
    return said(talk, message, f"94{int(bool(done))}")
