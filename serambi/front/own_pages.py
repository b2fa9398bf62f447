"""The pages of the rooms that bring no map of their own: home, about, branches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from serambi.branches.queries import public_branches
from serambi.editorial.queries import listed_pages

ALWAYS = ("front:home", "front:about", "front:map", "branches:branches")


@dataclass(frozen=True)
class Entry:
    """One line of a map, like those of `serambi.discovery.sitemaps`."""

    path: str
    changed: datetime | None = None


def own_pages() -> Iterator[Entry]:
    with override(settings.LANGUAGE_CODE):
        found = [(name, []) for name in ALWAYS]
        found += [("branches:show", [code]) for code in public_branches().values_list("code", flat=True)]
        entries = [Entry(path) for name, arguments in found if (path := _path(name, arguments))]
        entries += [Entry(page.url, page.last_published_at) for page in listed_pages()]
    yield from entries


def _path(name: str, arguments: list) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
