"""A machine signs in: login and password, from an address that is allowed, and not after too many wrong ones."""

import ipaddress
from functools import lru_cache

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache

from serambi.sip2.log import note, seen
from serambi.sip2.models import Kind, Terminal
from serambi.sip2.talk import Talk

ATTEMPTS, SECONDS = 10, 15 * 60
"""Wrong ones for each address, and for each login."""


def enter(talk: Talk, login: str, password: str) -> bool:
    """True when the machine is known now. One password is compared for every attempt, known or not."""
    keys = [f"sip2.from.{talk.address}", f"sip2.as.{login[:40].lower()}"]
    keys = ["".join(c if c.isalnum() or c in ".-:" else f"_{ord(c):x}" for c in key)[:200] for key in keys]
    if any(cache.get(key, 0) >= ATTEMPTS for key in keys):
        return False
    terminal = None
    if login and len(login) <= 40:
        terminal = Terminal.objects.filter(login=login.lower()).select_related("branch").first()
    right = check_password(password, terminal.password if terminal else _some_password())
    if not (terminal and right and terminal.is_active and allowed(terminal, talk.address)):
        for key in keys:
            _count(key)
        if terminal:
            note(Talk(talk.address, terminal), Kind.REFUSED_LOGIN, done=False, codes=["login"])
        return False
    cache.delete(keys[1])
    talk.terminal = terminal
    talk.forget_proof()
    note(talk, Kind.LOGIN, done=True)
    talk.seen_at = None
    seen(talk)
    return True


def allowed(terminal: Terminal, address: str) -> bool:
    """Does the terminal's list name this address? An empty list names all."""
    wanted = terminal.addresses.split()
    if not wanted:
        return True
    try:
        here = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    here = getattr(here, "ipv4_mapped", None) or here
    return any(here in ipaddress.ip_network(each, strict=False) for each in wanted)


@lru_cache(maxsize=1)
def _some_password() -> str:
    """Nobody's, to spend the same time on."""
    return make_password("nobody's password")


def _count(key: str) -> None:
    cache.add(key, 0, SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, SECONDS)
