"""The home page as `front` shows it: sections in order, each with what it needs. Live data is asked for each time."""

from dataclasses import dataclass
from typing import Any

from serambi.editorial import sources
from serambi.editorial.models import HomePage
from serambi.editorial.queries import kept, latest_news
from serambi.editorial.speaking import Said, said
from serambi.editorial.tree import HOME_BODY

RENDERED = {"words", "call"}
"""Blocks whose markup does not change between two publications: kept as it is."""


@dataclass(frozen=True)
class Section:
    """One part of the home page. `data`: what the block is about, by kind (see `front/public/home.html`)."""

    kind: str
    title: Said | str = ""
    data: Any = None
    template: str = ""


@dataclass(frozen=True)
class Planned:
    kind: str
    title: Said | str
    fixed: Any
    most: int = 0


def sections(page: HomePage | None = None) -> list[Section]:
    """What the published home page shows, or `page` while it is edited; the usual blocks when there is none."""
    planned = _planned(page) if page is not None else kept("home", _published)
    found = []
    for part in planned:
        if part.kind == "live":
            shown = sources.show(part.fixed, part.most)
            if shown:
                found.append(Section("live", part.title, shown.data, shown.template))
        elif part.kind == "news":
            if news := latest_news(part.most):
                found.append(Section("news", part.title, news))
        else:
            found.append(Section(part.kind, part.title, part.fixed))
    return found


def _published() -> list[Planned]:
    return _planned(HomePage.objects.live().first())


def _planned(page: HomePage | None) -> list[Planned]:
    if page is None or not page.body:
        return [Planned(kind, "", None, value.get("most", 0)) for kind, value in HOME_BODY]
    return [_part(block) for block in page.body]


def _part(block) -> Planned:
    kind, value = block.block_type, block.value
    if kind in RENDERED:
        return Planned(kind, "", block.render())
    if kind == "hero":
        return Planned(kind, said(value["welcome"] or "", value["welcome_en"] or ""), None)
    title = said(value["title"] or "", value["title_en"] or "")
    if kind == "live":
        return Planned(kind, title, value["source"], value["most"] or 12)
    return Planned(kind, title, None, value.get("most") or 0)
