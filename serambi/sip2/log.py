"""The machine's own log and its counts by day. Written in the transaction of the act, so that both stand or none."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from serambi.branches.queries import local_today
from serambi.kit.refusal import Refusal, Refused
from serambi.sip2.models import MachineAct, MachineDay, Terminal
from serambi.sip2.talk import Talk

KEPT_DAYS = 90
SEEN_EVERY = timedelta(seconds=60)


def count(terminal: Terminal, kind: str, *, refused: bool = False) -> None:
    """One more message of this kind today. One statement, but for the first of a day."""
    day = {"terminal": terminal, "day": local_today(terminal.branch), "kind": kind}
    more = {"count": F("count") + 1, "refused": F("refused") + int(refused)}
    if not MachineDay.objects.filter(**day).update(**more):
        with transaction.atomic():
            # two connections of one machine may begin a day together
            MachineDay.objects.bulk_create([MachineDay(**day)], ignore_conflicts=True)
            MachineDay.objects.filter(**day).update(**more)


def note(
    talk: Talk, kind: str, *, done: bool, barcode: str = "", codes: Iterable[str] = (), subject: int | None = None
) -> None:
    """Write down what the machine asked for and whether it was done."""
    MachineAct.objects.create(
        terminal=talk.terminal, kind=kind, done=done, barcode=barcode[:60], codes=sorted(set(codes)), subject=subject
    )
    count(talk.terminal, kind, refused=not done)


def carry_out(
    talk: Talk, kind: str, act: Callable[[], Any], *, barcode: str = "", subject: Callable[[Any], int | None]
) -> tuple[Any, tuple[Refusal, ...]]:
    """Do the act and log it, in one transaction; `subject` gives the id of what it made. Refusals are handed back."""
    with transaction.atomic():
        try:
            made = act()
        except Refused as no:
            note(talk, kind, done=False, barcode=barcode, codes=[each.code for each in no.refusals])
            return None, no.refusals
        note(talk, kind, done=True, barcode=barcode, subject=subject(made))
        return made, ()


def refused(talk: Talk, kind: str, refusals: list[Refusal], barcode: str = "") -> list[Refusal]:
    """What was refused before any act was called; the refusals again."""
    note(talk, kind, done=False, barcode=barcode, codes=[each.code for each in refusals])
    return refusals


def seen(talk: Talk, moment: datetime | None = None) -> None:
    """The machine lives; written at most once a minute."""
    moment = moment or now()
    if talk.seen_at is None or moment - talk.seen_at >= SEEN_EVERY:
        talk.seen_at = moment
        Terminal.objects.filter(pk=talk.terminal.pk).update(last_seen_at=moment, last_address=talk.address[:45])


def sweep(moment: datetime | None = None) -> int:
    """Forget the log of more than 90 days ago; returns how many lines. The counts stay."""
    before = (moment or now()) - timedelta(days=KEPT_DAYS)
    return MachineAct.objects.filter(at__lt=before).delete()[0]
