"""The children's door: topics to choose by their picture, and never a title that is not for children."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.vocabulary import Audience
from serambi.discovery.index import SearchIndex
from serambi.discovery.query import Query, parse

__all__ = ["ONLY_CHILDREN", "TOPICS", "Topic", "topic_query", "topics_with_counts"]

ONLY_CHILDREN = {"audience": Audience.CHILD.value}


@dataclass(frozen=True, slots=True)
class Topic:
    """One picture. `words` are alternatives: a title with any of them belongs here."""

    slug: str
    label: str
    hue: int
    words: str

    @property
    def picture(self) -> str:
        """The template that draws it."""
        return f"discovery/public/pictures/{self.slug}.html"


TOPICS = (
    Topic("hewan", _("Animals"), 30, "hewan binatang fabel kucing gajah kancil kelinci burung monyet animals"),
    Topic("laut", _("The sea"), 215, "laut ikan samudra paus hiu duyung pantai pelaut sea"),
    Topic("planet", _("Planets"), 285, "planet bintang astronomi antariksa luar-angkasa bulan matahari roket space"),
    Topic("dongeng", _("Tales"), 350, "dongeng fabel legenda putri raja cerita-rakyat kisah fairy"),
    Topic("kendaraan", _("Things that go"), 75, "kendaraan mobil kereta pesawat kapal sepeda truk bus"),
    Topic("dinosaurus", _("Dinosaurs"), 150, "dinosaurus dino purba fosil naga dinosaurs"),
    Topic("kebun", _("The garden"), 125, "kebun tanaman tumbuhan pohon bunga buah sayur hutan garden"),
    Topic("musik", _("Music"), 45, "musik lagu nyanyi menyanyi gamelan angklung menari tari music"),
)


def topic_query(topic: Topic) -> Query:
    """What a topic finds: any of its words, in children's titles only."""
    return replace(parse(topic.words), at_least=1).with_filter("audience", Audience.CHILD.value)


def topics_with_counts(index: SearchIndex) -> list[tuple[Topic, int]]:
    """The topics that have books, with their numbers."""
    counted = ((topic, index.count(topic_query(topic))) for topic in TOPICS)
    return [(topic, count) for topic, count in counted if count]
