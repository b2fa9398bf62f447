"""What became of one attempt, as a channel tells it."""

from dataclasses import dataclass

from serambi.notices.contacts import Reader
from serambi.notices.texts import Text


@dataclass(frozen=True)
class Message:
    """What a channel is given: the words, the reader, and a number that is the same at each attempt."""

    delivery_id: int
    text: Text
    reader: Reader
    stop_token: str = ""


@dataclass(frozen=True)
class Outcome:
    """`sent`: the other side took it. `refused`: it surely did not, and `again` says whether another attempt makes
    sense. Neither: nobody knows, and no machine sends it again."""

    sent: bool = False
    refused: bool = False
    again: bool = False
    bad_contact: bool = False
    """The address itself is wrong: nothing will ever arrive there."""
    by_hand: bool = False
    """No machine can send it; a person may."""
    provider_id: str = ""
    said: str = ""


def sent(provider_id: str = "") -> Outcome:
    return Outcome(sent=True, provider_id=provider_id[:200])


def refused(said: str, *, again: bool = False, bad_contact: bool = False) -> Outcome:
    return Outcome(refused=True, again=again, bad_contact=bad_contact, said=clean(said))


def unknown(said: str) -> Outcome:
    return Outcome(said=clean(said))


def by_hand() -> Outcome:
    return Outcome(by_hand=True)


def clean(text: str) -> str:
    """What a database takes, and a page can show."""
    return "".join(c for c in str(text) if c.isprintable() or c == " ").encode("utf-8", "replace").decode()[:300]
