"""Reads for screens and higher floors. What every page shows (menu, banners, home) costs no query while it is fresh."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from serambi.editorial.models import BannerPage, CampaignPage, FaqPage, HomePage, InfoPage, NewsIndex, NewsPage
from serambi.editorial.models.written import Written
from serambi.editorial.shown_pictures import SHAPES, picture_markup
from serambi.editorial.speaking import Said
from serambi.kit.folding import fold

FRESH_SECONDS = 20
"""How old menu, banners and home page may be on another app server."""
NEWS_A_PAGE = 12
_KEYS = ("menu", "banners", "home", "news")


@dataclass(frozen=True, slots=True)
class NewsCard:
    """A piece of news as lists show it."""

    pk: int
    title: Said
    summary: Said
    url: str
    day: date
    picture: str


@dataclass(frozen=True, slots=True)
class BannerLine:
    text: Said
    more: Said
    tone: str
    link: str
    link_words: Said


def kept(name: str, read):
    """What `read` gives, from this process's memory while it is fresh; by language."""
    key = f"editorial.{name}.{get_language()}"
    found = caches["local"].get(key)
    if found is None:
        found = read()
        caches["local"].set(key, found, FRESH_SECONDS)
    return found


def forget() -> None:
    """Read menu, banners, news and home anew at the next question."""
    caches["local"].delete_many(
        f"editorial.{name}.{code}" for name in (*_KEYS, *(f"news.{n}" for n in range(1, 10))) for code in ("id", "en")
    )


def published_news() -> QuerySet[NewsPage]:
    """Newest first."""
    return NewsPage.objects.live().order_by("-day", "-pk")


def cards(pages) -> list[NewsCard]:
    """Cards for news pages. Two queries for their pictures, however many."""
    filters = SHAPES["card"].filters().values()
    ids = [page.picture_id for page in pages if page.picture_id]
    model = NewsPage._meta.get_field("picture").related_model
    pictures = {p.pk: p for p in model.objects.filter(pk__in=ids).prefetch_renditions(*filters)} if ids else {}
    return [
        NewsCard(
            pk=page.pk,
            title=page.said["title"],
            summary=page.said["summary"],
            url=page.url,
            day=page.day,
            picture=picture_markup(pictures.get(page.picture_id), "card"),
        )
        for page in pages
    ]


def latest_news(most: int) -> list[NewsCard]:
    """The newest pieces, for the home page."""
    return kept(f"news.{most}", lambda: cards(list(published_news()[:most])))


@dataclass(frozen=True)
class NewsList:
    """One page of a list. `after` is the key behind which the next one begins, "" at the end."""

    cards: list[NewsCard]
    after: str


def news_list(*, text: str = "", after: str = "") -> NewsList:
    """News by key, newest first; with `text` those that hold every word of it, in either language."""
    found = published_news()
    for word in text.split()[:8]:
        found = found.filter(_holds(word))
    key = _key(after)
    if key:
        found = found.filter(Q(day__lt=key[0]) | Q(day=key[0], pk__lt=key[1]))
    rows = list(found[: NEWS_A_PAGE + 1])
    more, rows = len(rows) > NEWS_A_PAGE, rows[:NEWS_A_PAGE]
    return NewsList(cards(rows), f"{rows[-1].day.isoformat()}.{rows[-1].pk}" if more else "")


def _holds(word: str) -> Q:
    return Q(searched__contains=fold(word))


def _key(after: str) -> tuple[date, int] | None:
    day, _dot, pk = after.partition(".")
    try:
        number = int(pk)
        return (date.fromisoformat(day), number) if 0 < number < 2**62 else None
    except ValueError:
        return None


def search_pages(text: str, most: int = 20) -> list[Written]:
    """Information pages that hold every word of `text` in title, summary or content."""
    found = InfoPage.objects.live().order_by("path")
    for word in text.split()[:8]:
        found = found.filter(_holds(word))
    return list(found[:most]) if text.split() else []


def page_at(model, path: str):
    """The published page of a kind at `/path/` (without language). Raises model.DoesNotExist."""
    home = HomePage.objects.only("url_path").first()
    if home is None:
        raise model.DoesNotExist
    return model.objects.live().get(url_path=f"{home.url_path}{path}/")


def menu() -> list[tuple[str, str]]:
    """(title, address) of the pages that stand in the footer: news, and what editors chose."""
    return kept("menu", _menu)


def _menu() -> list[tuple[str, str]]:
    found: list[Written] = []
    for model in (NewsIndex, InfoPage, FaqPage):
        found += [
            page
            for page in model.objects.live().in_menu().order_by("path")
            if not isinstance(page, NewsIndex | FaqPage) or _has_content(page)
        ]
    return [(str(page.said["title"]), page.url) for page in found]


def _has_content(page) -> bool:
    return bool(page.body) if isinstance(page, FaqPage) else page.get_children().live().exists()


def banners(*audiences: str) -> list[BannerLine]:
    """The banners for these readers now."""
    shown = kept("banners", _banners)
    return [line for audience, line in shown if audience in audiences]


def _banners() -> list[tuple[str, BannerLine]]:
    rows = BannerPage.objects.live().order_by("path")
    return [
        (
            row.audience,
            BannerLine(row.said["title"], row.said["summary"], row.tone, row.link, row.said["link_words"]),
        )
        for row in rows
    ]


def listed_pages() -> list[Written]:
    """Every page for the map of the site."""
    found: list[Written] = []
    for model in (NewsIndex, NewsPage, InfoPage, FaqPage, CampaignPage):
        found += list(model.objects.live().order_by("path"))
    return [page for page in found if not isinstance(page, NewsIndex | FaqPage) or _has_content(page)]


def plain(text) -> str:
    """The words of a rich text, for feeds and machines."""
    return " ".join(strip_tags(str(text)).split())


def untranslated_note() -> str:
    return _("Parts of this page exist in Indonesian only so far.")
