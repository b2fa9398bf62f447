"""Both languages of one thing: what to show in the language of the page, and where Indonesian stands in for English."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Said:
    """A value in the language of the page. `lang` is "id" when Indonesian stands in for a missing translation."""

    value: Any
    lang: str = ""

    def __str__(self):
        return str(self.value)

    def __bool__(self):
        return bool(self.value)


def in_english() -> bool:
    return (get_language() or "").split("-")[0] == "en"


def said(indonesian, english, *, english_page: bool | None = None) -> Said:
    """The right one of two; Indonesian when the English is empty."""
    wanted = in_english() if english_page is None else english_page
    if not wanted:
        return Said(indonesian)
    return Said(english) if english else Said(indonesian, "id" if indonesian else "")


def of_page(page, names: Iterable[str]) -> dict[str, Said]:
    """`names` of the fields of a page that have a partner `…_en`."""
    return {name: said(getattr(page, name), getattr(page, f"{name}_en")) for name in names}
