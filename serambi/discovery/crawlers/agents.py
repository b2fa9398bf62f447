"""Programs that harvest whole sites and name themselves. People's browsers and search engines are not here.

Names as the programs' operators publish them; a part of the user agent decides, upper and lower case alike.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

__all__ = ["HARVESTERS", "Harvester", "named"]

TRAINING = _("collects texts to train language models")
MARKETING = _("collects links and words for marketing tools")
COPYING = _("copies whole sites")


@dataclass(frozen=True, slots=True)
class Harvester:
    name: str
    does: str


HARVESTERS = (
    Harvester("GPTBot", TRAINING),
    Harvester("ClaudeBot", TRAINING),
    Harvester("anthropic-ai", TRAINING),
    Harvester("CCBot", TRAINING),
    Harvester("Bytespider", TRAINING),
    Harvester("TikTokSpider", TRAINING),
    Harvester("Amazonbot", TRAINING),
    Harvester("meta-externalagent", TRAINING),
    Harvester("FacebookBot", TRAINING),
    Harvester("Google-Extended", TRAINING),
    Harvester("Applebot-Extended", TRAINING),
    Harvester("cohere-ai", TRAINING),
    Harvester("cohere-training-data-crawler", TRAINING),
    Harvester("Diffbot", TRAINING),
    Harvester("omgili", TRAINING),
    Harvester("ImagesiftBot", TRAINING),
    Harvester("Timpibot", TRAINING),
    Harvester("PanguBot", TRAINING),
    Harvester("AI2Bot", TRAINING),
    Harvester("img2dataset", TRAINING),
    Harvester("AhrefsBot", MARKETING),
    Harvester("SemrushBot", MARKETING),
    Harvester("MJ12bot", MARKETING),
    Harvester("DotBot", MARKETING),
    Harvester("BLEXBot", MARKETING),
    Harvester("DataForSeoBot", MARKETING),
    Harvester("SEOkicks", MARKETING),
    Harvester("serpstatbot", MARKETING),
    Harvester("Barkrowler", MARKETING),
    Harvester("AwarioBot", MARKETING),
    Harvester("ZoominfoBot", MARKETING),
    Harvester("magpie-crawler", MARKETING),
    Harvester("PetalBot", MARKETING),
    Harvester("HTTrack", COPYING),
    Harvester("WebCopier", COPYING),
    Harvester("Teleport", COPYING),
    Harvester("Scrapy", COPYING),
    Harvester("colly", COPYING),
    Harvester("node-crawler", COPYING),
)
SHORTEST_OWN = 4  # a shorter line would hit browsers too


def named(user_agent: str, own: str = "") -> str:
    """The harvester a user agent names, from our table or a librarian's lines; "" for everybody else."""
    agent = user_agent[:400].lower()
    for harvester in HARVESTERS:
        if harvester.name.lower() in agent:
            return harvester.name
    for line in own.splitlines():
        part = line.strip()
        if len(part) >= SHORTEST_OWN and part.lower() in agent:
            return part[:60]
    return ""
