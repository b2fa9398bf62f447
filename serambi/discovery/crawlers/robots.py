"""What robots.txt says about the pages of this room. The file itself belongs to front."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from serambi.discovery.crawlers.agents import HARVESTERS
from serambi.discovery.crawlers.strictness import present
from serambi.discovery.models import CrawlerGuard

__all__ = ["robots_lines"]

COMBINED = ("discovery:search", "discovery:suggest", "discovery:advanced")
SECONDS_BETWEEN = 5


def robots_lines() -> list[str]:
    """Lines for robots.txt: no searches for anybody, nothing at all for harvesters unless the guard is off."""
    paths = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            paths += [reverse(name) for name in COMBINED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in dict.fromkeys(paths))]
    lines.append(f"Crawl-delay: {SECONDS_BETWEEN}")
    if present().strictness != CrawlerGuard.Strictness.OFF:
        lines.append("")
        lines += [f"User-agent: {harvester.name}" for harvester in HARVESTERS]
        lines.append("Disallow: /")
    return lines
