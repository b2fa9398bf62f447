"""The branches by id, as lists of titles name them. Read every few seconds, not for every page."""

from dataclasses import dataclass

from django.core.cache import caches

from serambi.branches.models import Branch

__all__ = ["Place", "places"]

_KEY = "discovery.places"
_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Place:
    pk: int
    code: str
    name: str
    short_name: str
    position: int
    public: bool


def places() -> dict[int, Place]:
    """Every branch by id, in the library's order."""
    kept = caches["local"].get(_KEY)
    if kept is None:
        kept = {
            branch.pk: Place(branch.pk, branch.code, branch.name, branch.short_name, at, branch.open_to_public)
            for at, branch in enumerate(Branch.objects.order_by("position", "name"))
        }
        caches["local"].set(_KEY, kept, _SECONDS)
    return kept
