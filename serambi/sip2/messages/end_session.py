"""35 End patron session, 36: the next PIN is asked anew."""

from serambi.sip2.saying import answer as said
from serambi.sip2.saying import institution, present
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


def answer(talk: Talk, message: Message) -> bytes:
    talk.forget_proof()
    return said(talk, message, f"36Y{present(talk)}", [("AO", institution(talk)), ("AA", message.get("AA"))])
