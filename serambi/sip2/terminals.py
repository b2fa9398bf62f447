"""Machines are added, changed and given passwords."""

import ipaddress
import re
import secrets

from django.contrib.auth.hashers import make_password
from django.db import transaction

from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refusal, refuse_if_any
from serambi.sip2 import refusals as no
from serambi.sip2.events import TerminalChanged
from serambi.sip2.models import Terminal
from serambi.sip2.permissions import CONFIGURE

_LOGIN = re.compile(r"[a-z0-9][a-z0-9.-]{2,39}")
_FIELD = re.compile(r"[A-Z][A-Z0-9]")
NEVER_HIDDEN = frozenset({"AA", "AB", "AO"})
"""Without these a machine cannot tell which question an answer belongs to."""


@transaction.atomic
def add_terminal(terminal: Terminal, *, by) -> tuple[Terminal, str]:
    """Save a new machine; returns it with its password, which is kept hashed and shown this once."""
    demand(by, CONFIGURE, branch=terminal.branch)
    _tidy(terminal)
    refuse_if_any(_wrong_with(terminal))
    password = _password_for(terminal)
    terminal.save(force_insert=True)
    record(TerminalChanged(terminal_id=terminal.pk), by=by)
    return terminal, password


@transaction.atomic
def change_terminal(terminal: Terminal, *, by) -> Terminal:
    """Save what was changed on it. A machine that is moved to another branch needs the right at both."""
    before = Terminal.objects.select_for_update(of=("self",)).select_related("branch").get(pk=terminal.pk)
    demand(by, CONFIGURE, branch=before.branch)
    demand(by, CONFIGURE, branch=terminal.branch)
    _tidy(terminal)
    refuse_if_any(_wrong_with(terminal))
    # the machine itself may have written these since the form was shown
    kept = ("id", "password", "last_seen_at", "last_address")
    terminal.save(update_fields=[each.name for each in Terminal._meta.fields if each.name not in kept])
    record(TerminalChanged(terminal_id=terminal.pk), by=by)
    return terminal


@transaction.atomic
def new_password(terminal: Terminal, *, by) -> str:
    """Another password; whoever is connected with the old one is sent away at the next message."""
    terminal = Terminal.objects.select_for_update(of=("self",)).select_related("branch").get(pk=terminal.pk)
    demand(by, CONFIGURE, branch=terminal.branch)
    password = _password_for(terminal)
    terminal.save(update_fields=["password"])
    record(TerminalChanged(terminal_id=terminal.pk), by=by)
    return password


def _password_for(terminal: Terminal) -> str:
    """Letters and digits only: some machines can type nothing else."""
    password = secrets.token_hex(10)
    terminal.password = make_password(password)
    return password


def _tidy(terminal: Terminal) -> None:
    terminal.name = " ".join(terminal.name.split())
    terminal.login = terminal.login.strip().lower()
    terminal.addresses = " ".join(terminal.addresses.replace(",", " ").replace(";", " ").split())
    terminal.hidden_fields = ",".join(sorted(terminal.hidden - NEVER_HIDDEN))


def _wrong_with(terminal: Terminal) -> list[Refusal]:
    others = Terminal.objects.exclude(pk=terminal.pk)
    found = []
    if others.filter(name=terminal.name).exists():
        found.append(no.NAME_TAKEN)
    if not _LOGIN.fullmatch(terminal.login):
        found.append(no.LOGIN_SHAPE)
    elif others.filter(login=terminal.login).exists():
        found.append(no.LOGIN_TAKEN)
    if not all(map(_is_network, terminal.addresses.split())):
        found.append(no.WRONG_ADDRESS)
    if not all(_FIELD.fullmatch(code) for code in terminal.hidden):
        found.append(no.WRONG_FIELDS)
    return found


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
