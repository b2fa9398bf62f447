"""The librarians' setting: read by every request, changed on one staff page."""

from dataclasses import dataclass

from django.core.cache import caches
from django.db import transaction

from serambi.discovery.events import CrawlerGuardChanged
from serambi.discovery.models import CrawlerGuard
from serambi.journal.record import record

__all__ = ["Setting", "forget", "present", "set_strictness"]

_KEY = "discovery.crawler_guard"
_SECONDS = 10  # another process sees a change after at most this long


@dataclass(frozen=True, slots=True)
class Setting:
    strictness: str = CrawlerGuard.Strictness.NORMAL
    refused_agents: str = ""


def present() -> Setting:
    """The setting now; normal when nobody has chosen."""
    cache = caches["local"]
    setting = cache.get(_KEY)
    if setting is None:
        row = CrawlerGuard.objects.filter(pk=1).first()
        setting = Setting(row.strictness, row.refused_agents) if row else Setting()
        cache.set(_KEY, setting, _SECONDS)
    return setting


@transaction.atomic
def set_strictness(strictness: str, *, refused_agents: str = "", by) -> None:
    """Choose off, normal or strict, and further user agents to refuse (a part of one a line)."""
    CrawlerGuard.objects.update_or_create(pk=1, defaults={"strictness": strictness, "refused_agents": refused_agents})
    record(CrawlerGuardChanged(strictness=strictness), by=by)
    transaction.on_commit(forget)


def forget() -> None:
    """Read the setting anew at the next question."""
    caches["local"].delete(_KEY)
