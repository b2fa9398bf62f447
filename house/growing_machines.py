"""More self-service machines and what they did (see growing.py)."""

import datetime

from django.apps import apps
from django.utils.timezone import now

ALONG = {
    "sip2.MachineAct": "sip2.Terminal",
    "sip2.MachineDay": "sip2.Terminal",
    "sip2.NoBlockException": "sip2.Terminal",
}
"""Models of this room that come with others (see GROWN_WITH)."""


def _model(label: str):
    return apps.get_model(label)


def terminals(world, number):
    """Machines, and for the first one more acts, days and exceptions of both kinds."""
    terminal = _model("sip2.Terminal")
    have, today = terminal.objects.count(), now().date()
    for extra in range(number):
        made = terminal.objects.create(
            name=f"Mesin {have + extra}", login=f"mesin{have + extra}", branch=(world.pusat, world.timur)[extra % 2],
            last_seen_at=now(), last_address="10.0.0.7",
        )  # fmt: skip
        first = terminal.objects.order_by("id").first()
        for each in {made, first}:
            day = today - datetime.timedelta(days=(have + extra) % 14)
            _model("sip2.MachineDay").objects.get_or_create(terminal=each, day=day, kind="checkout", count=3)
            _model("sip2.MachineAct").objects.create(terminal=each, kind="checkout", done=False, codes=["blocked"])
        for settled in (False, True):
            moment = {"settled_at": now(), "settled_by": world.wati, "note": "Beres"} if settled else {}
            _model("sip2.NoBlockException").objects.create(
                terminal=first, kind="checkout", happened_at=now(), card="P1", barcode="B1", codes=["blocked"],
                reasons=["Anggota ini tidak dapat meminjam."], key=f"{have + extra}-{settled}", **moment,
            )  # fmt: skip
