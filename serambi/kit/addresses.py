"""Addresses of pages without arguments: every page names a dozen of them, and they stay what they are."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

__all__ = ["address_of"]


def address_of(name: str) -> str:
    """The address of the page `name` in the language being shown; "" when this house has no such page."""
    return _reversed(name, get_language(), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=1000)
def _reversed(name: str, language: str | None, urlconf: str, prefix: str) -> str:
    """By everything `reverse` looks at."""
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""
