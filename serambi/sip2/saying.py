"""Answers put together: codes, flags, screen messages in the reader's language and as wide as the screen."""

import textwrap
from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from django.utils.timezone import now

from serambi.branches.queries import library
from serambi.sip2.moments import stamp
from serambi.sip2.talk import Talk
from serambi.sip2.wire import DEFAULT_ENCODING, Message, write

Fields = list[tuple[str, object]]
LANGUAGES = MappingProxyType({"id": "000", "en": "001"})
"""SIP2's own numbers. It has none for Indonesian: 000 is the machine's first language."""
MOST_LINES = 6
LONGEST_LINE = 250


def yes(flag: object) -> str:
    return "Y" if flag else "N"


def one(flag: object) -> str:
    return "1" if flag else "0"


def present(talk: Talk) -> str:
    """Now, on the clock of the branch."""
    return stamp(now(), talk.zone if talk.terminal else library().tz)


def when(talk: Talk, moment: datetime | None) -> str:
    return stamp(moment, talk.zone) if moment else ""


def institution(talk: Talk) -> str:
    """AO: the code of the branch, by which machines know where they are."""
    return talk.terminal.branch.code if talk.terminal else ""


def screen(talk: Talk, sentences: Iterable[object], code: str = "AF") -> Fields:
    """Each sentence as a field, broken at words where the terminal's screen is narrower."""
    width = talk.terminal.width if talk.terminal else 0
    lines: list[str] = []
    for sentence in sentences:
        text = " ".join(str(sentence).split())
        lines += textwrap.wrap(text, width) if width else [text[:LONGEST_LINE]]
    return [(code, line) for line in lines[:MOST_LINES] if line]


def told(refusals: Iterable) -> list[str]:
    """The sentences of refusals, each once."""
    return list(dict.fromkeys(str(refusal.message) for refusal in refusals))


def answer(talk: Talk, message: Message | None, start: str, fields: Fields = ()) -> bytes:
    """The answer as bytes, with a checksum when the question had one."""
    terminal = talk.terminal
    return write(
        start,
        [(code, None if value is None else str(value)) for code, value in fields],
        encoding=terminal.encoding if terminal else DEFAULT_ENCODING,
        sequence=message.sequence if message else "",
        checked=bool(message and (message.checked or message.sequence)),
        hidden=terminal.hidden if terminal else frozenset(),
    )
