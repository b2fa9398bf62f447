"""What a machine did while the line was down ("no block"): it has happened, so it is taken as it is.

What may be lifted is lifted; what cannot be done, or was done against the rules, becomes an exception for the staff.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.timezone import now

from serambi.circulation import refusals as known
from serambi.kit.refusal import Refusal
from serambi.sip2.models import NoBlockException
from serambi.sip2.moments import moment_of
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

BELIEVED = timedelta(days=31)
"""How far back a machine's clock is believed. Older, or in the future: it has just happened."""


def is_offline(message: Message) -> bool:
    return message.fixed.get("no_block", "").upper() == "Y"


def happened_at(talk: Talk, message: Message, which: str = "date") -> datetime:
    """When the machine did it."""
    said, present = moment_of(message.fixed[which], talk.zone), now()
    return said if said and present - BELIEVED <= said <= present else present


def due_said(talk: Talk, message: Message, after: datetime) -> datetime | None:
    """The due date that the machine told the member, if it makes sense."""
    said = moment_of(message.fixed["due"], talk.zone)
    return said if said and after < said <= after + timedelta(days=366) else None


def key_of(talk: Talk, message: Message) -> str:
    """The same for the same message: what was lent, kept or noted once is not again."""
    parts = [str(talk.terminal.pk), message.code, *message.fixed.values()]
    parts += [message.get(code) for code in ("AA", "AB", "BK")]
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=20).hexdigest()


def note_exception(
    talk: Talk, message: Message, kind: str, refusals: Iterable[Refusal], *, done: bool, happened: datetime
) -> None:
    """For the staff, once a message. Nothing without refusals."""
    refusals = list(refusals)
    if not refusals:
        return
    with translation.override("id"):  # the staff read it, not the member
        reasons = [str(refusal.message) for refusal in refusals]
    NoBlockException.objects.get_or_create(
        key=key_of(talk, message),
        defaults={
            "terminal": talk.terminal, "kind": kind, "happened_at": happened, "card": message.get("AA")[:60],
            "barcode": message.get("AB")[:60], "due_said": message.fixed.get("due", "").strip()[:18],
            "codes": [refusal.code for refusal in refusals], "reasons": reasons, "done": done,
        },
    )  # fmt: skip


def lifted_of(codes: Iterable[str]) -> list[Refusal]:
    """Refusals of an override, which kept only their codes."""
    by_code = {each.code: each for each in vars(known).values() if isinstance(each, Refusal)}
    return [by_code.get(code, Refusal(code, code)) for code in codes]
