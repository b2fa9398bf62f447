"""What reading finds out beside the rows: the words to be mapped, what was repaired, what has no place. Plain sums."""

from collections import Counter
from collections.abc import Iterable

from serambi.moving.plain import Copy, Title
from serambi.moving.upper_case import is_upper, lowered

MOST_WORDS = 300
SAMPLES = 20


class Findings:
    """Counts while the files are read; `as_dict` is kept with the move."""

    def __init__(self):
        self.words: dict[str, Counter] = {
            group: Counter() for group in ("format", "branch", "collection", "access", "status")
        }
        self.flags: Counter = Counter()
        self.dropped: Counter = Counter()
        self.tables: Counter = Counter()
        self.kept: Counter = Counter()
        self.upper = 0
        self.upper_samples: list[list[str]] = []
        self.images: set[str] = set()
        self.holidays: list[list[str]] = []
        self.truncated = ""
        self.covers = 0

    def title(self, title: Title) -> None:
        self.word("format", title.material)
        if is_upper(title.title):
            self.upper += 1
            if len(self.upper_samples) < SAMPLES:
                self.upper_samples.append([title.title[:160], lowered(title.title)[:160]])
        if title.image and len(self.images) < 2_000_000:
            self.images.add(title.image.lower())

    def copy(self, copy: Copy) -> None:
        self.word("branch", copy.location)
        self.word("collection", copy.collection)
        self.word("access", copy.access)
        self.word("status", copy.status)

    def word(self, group: str, word: str) -> None:
        word = word[:100]
        counter = self.words[group]
        if word in counter or len(counter) < MOST_WORDS:
            counter[word] += 1

    def repaired(self, flags: Iterable[str]) -> None:
        self.flags.update(flags)

    def as_dict(self) -> dict:
        return {
            "words": {group: counter.most_common() for group, counter in self.words.items()},
            "flags": dict(self.flags.most_common()),
            "dropped": dict(self.dropped.most_common(100)),
            "tables": dict(self.tables.most_common(100)),
            "kept": dict(self.kept.most_common()),
            "upper": self.upper,
            "upper_samples": self.upper_samples,
            "holidays": self.holidays[:2_000],
            "truncated": self.truncated,
            "covers": self.covers,
            "images": len(self.images),
        }
