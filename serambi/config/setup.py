"""What `serambi setup` does: bring database, static files and messages up to date, seed an empty library."""

import hashlib
import sys
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from serambi.config import first_schema

SOURCES = ".sources"
"""File in STATIC_ROOT: what the collected files were made from."""


def prepare(*, example: bool) -> None:
    """Everything a start needs; safe to run again. Prints one line a step with its time."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    _step("Translations", _messages)
    _step("Database", _database)
    _step("Pages and pictures", _static)
    _step(f"Library profile ({settings.PROFILE['library']['name']})", lambda: _seed(example))
    _step("Home page and places of the editors", _pages)
    if example:
        from serambi.config.example.library import fill_if_empty

        fill_if_empty(say=lambda text: _say(f"  {text}"))


def _messages() -> None:
    from serambi.config.messages import compile_all

    compile_all()


def _database() -> None:
    call_command("check", fail_level="ERROR", verbosity=0)
    first_schema.lay()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _static() -> None:
    """Collect, name by content and compress; nothing to do when no source has changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / SOURCES
    now = static_sources()
    if mark.exists() and mark.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now)


def static_sources() -> str:
    """A sum over name, size and age of every static file of the house and of the packages."""
    found = hashlib.blake2b(digest_size=16)
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            facts = (storage.size(path), "" if "bundle-" in path else storage.get_modified_time(path).timestamp())
            found.update(repr((path, facts)).encode())
            if "bundle-" in path:  # written anew by each process: its content counts, not its age
                with storage.open(path) as file:
                    found.update(file.read())
    return found.hexdigest()


def _seed(example: bool) -> None:
    from serambi.branches.profile import seed_from_settings

    seed_from_settings(example=example)


def _pages() -> None:
    from serambi.editorial.tree import plant

    plant(by=None)


def _step(name: str, function) -> None:
    start = time.monotonic()
    function()
    _say(f"{name} ({time.monotonic() - start:.1f} s)")


def _say(text: str) -> None:
    sys.stdout.write(f"serambi: {text}\n")
    sys.stdout.flush()
