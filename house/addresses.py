"""Every address of the house, found by walking the resolver, with an example object where it needs one."""

import importlib
import re
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from house.access_table import FOREIGN
from serambi.config.settings import ROOMS

LANGUAGES = ("id", "en")


class MissingExample(Exception):
    """An address needs an object and its room names none."""


@dataclass(frozen=True)
class Address:
    """One mounted view. `name` is as `reverse` knows it (`room:page`), `route` as the resolver prints it."""

    name: str
    route: str
    view: Any = field(compare=False)
    localised: bool = True

    @property
    def access(self):
        """What the view declares: "open", "signed_in", a Permission, or None when it says nothing."""
        return getattr(self.view, "access", None)

    @property
    def room(self) -> str:
        """The room that owns it; allauth's pages belong to accounts, which mounts them."""
        module = self.view.__module__
        return module.split(".")[1] if module.startswith("serambi.") else "accounts"

    def url(self, examples: dict[str, dict], language: str = "id") -> str:
        """The address as a person would type it. Raises MissingExample, saying what to add where."""
        wanted = set(re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", self.route))
        names = {first or second for first, second in wanted}
        if names and self.name not in examples:
            example = ", ".join(f'"{name}": …' for name in sorted(names))
            raise MissingExample(
                f"{self.name} ({self.route}) needs an example object: add "
                f'"{self.name}": {{{example}}} to examples(world) in serambi/{self.room}/tests/addresses.py'
            )
        with translation.override(language):
            return reverse(self.name, kwargs=examples.get(self.name) or None)


def every_address() -> list[Address]:
    """All of ours, in the order in which they are mounted; the same view under the same name counts once."""
    return [address for address in _mounted() if not is_foreign(address)]


def foreign_addresses() -> list[Address]:
    """The addresses of whole programs of others that we mount: test_foreign.py has their own expectations."""
    return [address for address in _mounted() if is_foreign(address)]


def is_foreign(address: Address) -> bool:
    return any(address.route.startswith(prefix) for prefix in FOREIGN)


def _mounted() -> list[Address]:
    with translation.override(LANGUAGES[0]):  # the prefix of a language is part of what a route prints
        found = list(_walk(get_resolver().url_patterns, "", "", localised=False))
    return list({(address.name, address.view): address for address in found}.values())


def _walk(patterns, namespace: str, route: str, *, localised: bool):
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            speaks = localised or type(pattern.pattern).__name__ == "LocalePrefixPattern"
            yield from _walk(pattern.url_patterns, inner, here, localised=speaks)
        elif isinstance(pattern, URLPattern):
            name = ":".join(filter(None, [namespace, pattern.name or ""]))
            yield Address(name, here, pattern.callback, localised)


def examples(world) -> dict[str, dict]:
    """What every room's `tests/addresses.py` offers: address name to the arguments of a real object of the cast."""
    known: dict[str, dict] = {}
    for room in ROOMS:
        try:
            module = importlib.import_module(f"serambi.{room}.tests.addresses")
        except ModuleNotFoundError as error:
            if error.name not in (f"serambi.{room}.tests.addresses", f"serambi.{room}.tests"):
                raise
            continue
        known |= module.examples(world)
    return known


def languages_of(address: Address) -> tuple[str, ...]:
    return LANGUAGES if address.localised else ("id",)
