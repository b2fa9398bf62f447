"""Corpora: as many MARC records as wanted, varied from the real ones of the example library.

Record number n is the same in every corpus, so a small one is the beginning of a large one. The first few thousand
are the example library as it is. After that titles are the beginning of one real title and the end of another,
names are parts of real names put together anew, and now and then a word comes that has never been seen: in real
catalogues, too, the vocabulary grows with about the square root of the collection.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bench.library import say

__all__ = ["records", "write_corpus"]

OWN_FIELDS = frozenset(
    {
        *("010", "015", "016", "019", "020", "022", "024", "028", "035"),
        *("084", "100", "110", "245", "700", "710", "952"),
    }
)
"""Fields of a seed that would make its variation the same edition, or that are made anew."""
BRANCH_SHARE = 0.62  # of first copies that stand in the main library
NEW_WORD_SHARE = 0.12  # of titles with a word that comes from the long tail of the vocabulary
TAIL = 400_000
SYLLABLES = [a + b for a in ("b", "c", "d", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w") for b in "aeiou"]
TOLD_EVERY = 100_000


def write_corpus(path: Path, count: int) -> None:
    """Write the first `count` records as ISO 2709; nothing happens when the file is there already."""
    from serambi.catalogue.marc.writing import to_iso2709

    if path.exists():
        return
    draft = path.with_suffix(".part")
    with draft.open("wb", buffering=1 << 20) as file:
        for number, record in enumerate(records(count), start=1):
            file.write(to_iso2709(record))
            if number % TOLD_EVERY == 0:
                say(f"  corpus: {number:,} of {count:,} records")
    draft.replace(path)


def records(count: int) -> Iterator:
    """The first `count` records. Needs Django and a library with its branches."""
    from serambi.config.example.library import example_records

    seeds = list(example_records())
    yield from seeds[:count]
    variation = _Variation(seeds)
    for number in range(len(seeds), count):
        yield variation.record(number)


class _Variation:
    """What the seeds are made of, ready to be put together anew."""

    def __init__(self, seeds: list):
        self.seeds = seeds
        self.titles = [title for seed in seeds if (title := _bare(seed.first("245", "a")))]
        names = [field.get("a") or "" for seed in seeds for field in seed.all("100", "700")]
        inverted = [name.partition(", ") for name in names if "," in name]
        self.families = sorted({family.strip() for family, _, _ in inverted if family.strip()})
        self.given = sorted({given.strip(" .,") for _, _, given in inverted if given.strip(" .,")})
        self.classes = [ddc for seed in seeds if (ddc := seed.first("082", "a"))]
        self.branches = sorted({field.get("a") or "" for seed in seeds for field in seed.all("952")} - {""}) or [
            "pusat"
        ]

    def record(self, number: int):
        """Record `number`, always the same."""
        from serambi.catalogue.marc.record import ControlField, DataField, Marc

        chance = random.Random(number)
        seed = self.seeds[number % len(self.seeds)]
        year = 1950 + int(75 * chance.random() ** 0.4)
        author = self._name(chance, number)
        title = self._title(chance)
        call = f"{chance.choice(self.classes)} {re.sub('[^A-Za-z]', '', author)[:3].upper()} {title[:1].lower()}"
        fields = [
            DataField("084", " ", " ", [("a", call)]),
            DataField("100", "1", " ", [("a", author)]),
            DataField("245", "1", "0", [("a", f"{title} /"), ("c", " ".join(reversed(author.split(", "))))]),
            *(DataField("700", "1", " ", [("a", self._name(chance, number))]) for _ in range(chance.random() < 0.25)),
        ]
        if chance.random() < 0.85:
            fields.append(DataField("020", " ", " ", [("a", _isbn(number))]))
        for field in seed.fields:
            if field.tag == "001":
                fields.append(ControlField("001", f"BCH{number:08d}"))
            elif field.tag == "008":
                fields.append(ControlField("008", f"{field.value[:7]}{year}    {field.value[15:]}"))
            elif field.tag in ("260", "264"):
                kept = [(code, value) for code, value in field.subfields if code != "c"]
                fields.append(DataField(field.tag, field.ind1, field.ind2, [*kept, ("c", str(year))]))
            elif field.tag not in OWN_FIELDS:
                fields.append(field)
        fields += self._copies(chance, number, call)
        fields.sort(key=lambda field: field.tag)
        return Marc(seed.leader, fields)

    def _title(self, chance: random.Random) -> str:
        words = chance.choice(self.titles).split()
        other = chance.choice(self.titles).split()
        title = words[: chance.randint(1, max(1, min(len(words), 6)))]
        title += other[chance.randint(0, len(other) - 1) :][:6]
        if chance.random() < NEW_WORD_SHARE:
            title.insert(chance.randint(0, len(title)), _word(int(TAIL * chance.random() ** 2)))
        text = " ".join(title)
        return text[:1].upper() + text[1:]

    def _name(self, chance: random.Random, number: int) -> str:
        """One of so many people that each has written about three of the titles so far."""
        person = random.Random(int((2_000 + number * 0.4) * chance.random() ** 1.5))
        return f"{person.choice(self.families)}, {person.choice(self.given)}"

    def _copies(self, chance: random.Random, number: int, call: str) -> Iterator:
        from serambi.catalogue.marc.record import DataField

        for copy in range(1, 1 + chance.choice((1, 1, 1, 2, 2, 3))):
            main = copy == 1 and chance.random() < BRANCH_SHARE
            branch = "pusat" if main else chance.choice(self.branches)
            values = [("a", branch), ("b", branch), ("o", call), ("p", f"BN{number:08d}{copy}"), ("t", str(copy))]
            yield DataField("952", " ", " ", values)


def _bare(title: str | None) -> str:
    return (title or "").strip(" /:;.,=")


def _word(number: int) -> str:
    """The word of this number in a language nobody speaks; every number has another."""
    syllables = []
    number += len(SYLLABLES)
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[rest])
    return "".join(syllables)


def _isbn(number: int) -> str:
    """An ISBN-13 with a right check digit in a range that no agency gives out, so that no seed has it."""
    digits = f"9799{number:08d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
