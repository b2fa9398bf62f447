"""23 Patron status, 24. Blocks (01) and enabling (25) answer with the same fields."""

from serambi.sip2.people import Who, masked_name, who
from serambi.sip2.saying import LANGUAGES, Fields, institution, present, screen, told, yes
from serambi.sip2.saying import answer as said
from serambi.sip2.standing import Standing, flags_of
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


def answer(talk: Talk, message: Message) -> bytes:
    return status(talk, message, "24", who(talk, message))


def status(talk: Talk, message: Message, code: str, found: Who, sentences: tuple = ()) -> bytes:
    """Flags, name, validity; `sentences` are shown before what stands against the member."""
    flags, stands = flags_of(talk, found)
    start = f"{code}{flags}{language_of(found)}{present(talk)}"
    fields = [*identity(talk, found), *money(stands), *screen(talk, [*sentences, *why_not(found, stands)])]
    return said(talk, message, start, fields)


def language_of(found: Who) -> str:
    return LANGUAGES.get(found.patron.language, "000") if found.patron else "000"


def identity(talk: Talk, found: Who) -> Fields:
    """Who it is. The whole name only once the PIN was right, or where the terminal asks for none."""
    name = ""
    if found.valid:
        name = found.patron.name if found.may_act else masked_name(found.patron)
    return [
        ("AO", institution(talk)),
        ("AA", found.card),
        ("AE", name),
        ("BL", yes(found.valid)),
        ("CQ", yes(found.valid and found.may_act)),
    ]


def money(stands: Standing | None) -> Fields:
    return [("BH", "IDR"), ("BV", stands.owed)] if stands else []


def why_not(found: Who, stands: Standing | None) -> list[str]:
    """The sentences of what stands in the way."""
    return told([*found.against, *(stands.refusals if stands else [])])
