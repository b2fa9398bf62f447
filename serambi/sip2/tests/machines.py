"""Terminals, and their side of a conversation, for the tests."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password

from serambi.patrons.models import Patron
from serambi.sip2.conversation import Conversation
from serambi.sip2.models import Terminal
from serambi.sip2.wire import checksum

PASSWORD = "mesin-rahasia"
PIN = "274913"
NOW = "20261122    101500"
NEVER = " " * 18
LISTS = ("AS", "AT", "AU", "AV", "BU", "CD", "BM", "BN", "AF")


def a_terminal(world, **values) -> Terminal:
    """A self-check at Pusat that may do everything and asks for no checksum."""
    rights = dict.fromkeys(("may_checkout", "may_checkin", "may_renew", "may_hold", "may_pay", "may_block"), True)
    fields = {"name": "Mesin pintu", "login": "pintu", "branch": world.pusat, "checksum_required": False}
    return Terminal.objects.create(password=make_password(PASSWORD), **(rights | fields | values))


def with_pin(patron: Patron, pin: str = PIN) -> Patron:
    patron.pin = make_password(pin)
    patron.save(update_fields=["pin"])
    return patron


@dataclass(frozen=True)
class Answer:
    """An answer as the machine reads it."""

    text: str

    @property
    def code(self) -> str:
        return self.text[:2]

    def __getitem__(self, code: str):
        """The value of a field, None when it is missing; for fields that repeat, all of them."""
        length = {"94": 3, "98": 54 - 18, "24": 37, "26": 37, "64": 61, "12": 24, "30": 24, "10": 24, "66": 29}
        length |= {"16": 22, "18": 26, "20": 21, "36": 21, "38": 21, "98": 36}
        parts = self.text[length[self.code] :].split("|")
        found = [part[2:] for part in parts if part[:2] == code]
        return found if code in LISTS else (found[0] if found else None)


class Line:
    """A connection of a terminal that has signed in."""

    def __init__(self, terminal: Terminal):
        self.terminal = terminal
        self.conversation = Conversation("127.0.0.1")
        assert self.say(f"9300CN{terminal.login}|CO{PASSWORD}|").text == "941"

    def raw(self, data: bytes) -> bytes:
        return self.conversation.answer(data)

    def say(self, text: str) -> Answer:
        answer = self.raw(text.encode(self.terminal.encoding))
        assert answer.endswith(b"\r") or answer == b""
        assert answer.count(b"\r") <= 1
        return Answer(answer.decode(self.terminal.encoding).rstrip("\r"))

    def checkout(self, item, patron, *, pin=PIN, no_block="N", date=NOW, due=NEVER, renewal="N", more="") -> Answer:
        card, barcode = getattr(patron, "card_number", patron), getattr(item, "barcode", item)
        return self.say(f"11{renewal}{no_block}{date}{due}AOpusat|AA{card}|AB{barcode}|AC|AD{pin}|{more}")

    def checkin(self, item, *, no_block="N", date=NOW, returned=NOW, more="") -> Answer:
        return self.say(f"09{no_block}{date}{returned}APpusat|AOpusat|AB{getattr(item, 'barcode', item)}|AC|{more}")

    def renew(self, item, patron, *, pin=PIN, no_block="N", date=NOW, due=NEVER) -> Answer:
        barcode = getattr(item, "barcode", item)
        return self.say(f"29N{no_block}{date}{due}AOpusat|AA{patron.card_number}|AD{pin}|AB{barcode}|")

    def information(self, patron, *, pin=PIN, summary=" " * 10, more="") -> Answer:
        card = getattr(patron, "card_number", patron)
        return self.say(f"63000{NOW}{summary}AOpusat|AA{card}|AC|AD{pin}|{more}")


def checked(text: str, sequence: int = 0) -> bytes:
    """The message with AY and AZ."""
    data = f"{text}AY{sequence}AZ".encode()
    return data + checksum(data)


def stamp(moment: datetime, zone) -> str:
    return moment.astimezone(zone or UTC).strftime("%Y%m%d    %H%M%S")
