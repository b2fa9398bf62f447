"""The sums of an import batch, kept in the same transaction as the rows they count, so that they always add up."""

from collections import Counter

GROUPS = ("outcome", "rule", "doubt", "problem", "reason", "items", "foreseen")
"""`reason` keys read `outcome:code`; `items` are added, taken_back, known (already here), `refused:code`,
and `issues`: those of journals that were not here before; `foreseen` are the same for copies, said while staging."""


class Tally:
    """What a chunk changed; `into` adds it to a batch's `counts`."""

    def __init__(self):
        self.groups: dict[str, Counter] = {group: Counter() for group in GROUPS}

    def add(self, group: str, key: str, count: int = 1) -> None:
        if key and count:
            self.groups[group][key] += count

    def into(self, counts: dict) -> dict:
        """New counts: the old ones with this chunk's added; keys that fall to nothing go."""
        result = {}
        for group in GROUPS:
            summed = Counter(counts.get(group, {}))
            summed.update(self.groups[group])
            result[group] = {key: number for key, number in sorted(summed.items()) if number}
        return result
