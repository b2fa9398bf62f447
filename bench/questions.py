"""What visitors ask of a library, as addresses: made from the titles that it really holds."""

import random
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

__all__ = ["KINDS", "questions"]

KINDS = {
    "common": "one of the most frequent words of titles",
    "rare": "a word of at most 20 titles",
    "two terms": "two of the most frequent words",
    "phrase": "two neighbouring words of a title, in quotation marks",
    "known title": "the title of a record",
    "fuzzy": "two words of a title, the longer one mistyped: rescued, or with a better spelling offered",
    "filtered": "a frequent word in one format at one branch",
    "empty": "nothing asked: the whole collection, newest first",
    "record page": "the page of a work",
    "suggestions": "the first letters of a title, while somebody types",
    "home": "the home page",
}
SAMPLE = 8_000
RARE_IN = 20


def questions(rounds: int) -> dict[str, list[str]]:
    """For each kind `rounds` addresses, different ones wherever the kind has different ones."""
    from serambi.branches.models import Branch
    from serambi.discovery.query import parse, to_address
    from serambi.discovery.search_port import open_index
    from serambi.discovery.words.stopwords import is_optional
    from serambi.discovery.words.tokens import exact_tokens

    chance = random.Random(11)
    look = open_index()._now().look
    works = list(_sample(chance))
    chance.shuffle(works)
    titles = [(pk, words) for pk, title in works if len(words := exact_tokens(title)) >= 2]
    heard = Counter(word for _, words in titles for word in set(words) if len(word) > 2 and not is_optional(word))
    common = [word for word, _ in heard.most_common(rounds)]
    rare = [w for w in heard if len(w) > 4 and w.isalpha() and 0 < look.frequency("all_exact", w) <= RARE_IN]
    branches = list(Branch.objects.values_list("code", flat=True))

    def search(texts) -> list[str]:
        return [f"/temukan/?{urlencode({'q': text})}" for text in texts][:rounds]

    def filtered(word: str) -> str:
        query = parse(word).with_filter("format", "book").with_filter("branch", chance.choice(branches))
        return f"/temukan/?{to_address(query)}"

    def suggested(words: list[str]) -> str:
        return f"/temukan/saran/?{urlencode({'q': ' '.join(words)[: chance.randint(2, 9)]})}"

    pairs = [f"{common[at % len(common)]} {common[(at * 7 + 3) % len(common)]}" for at in range(rounds)]
    short = [" ".join(words[:6]) for _, words in titles]
    return {
        "common": search(common),
        "rare": search(chance.sample(sorted(rare), min(rounds, len(rare)))),
        "two terms": search(pairs),
        "phrase": search(f'"{" ".join(words[:2])}"' for _, words in titles),
        "known title": search(short[rounds:]),
        "fuzzy": search(_mistyped(words, chance) for _, words in titles[rounds:] if max(map(len, words)) > 5),
        "filtered": [filtered(word) for word in common],
        "empty": ["/temukan/"] * rounds,
        "record page": [f"/koleksi/{pk}/" for pk, _ in titles[:rounds]],
        "suggestions": [suggested(words) for _, words in titles[:rounds]],
        "home": ["/"] * rounds,
    }


def _sample(chance: random.Random) -> Iterator[tuple[int, str]]:
    """Works spread over the whole collection: (id, title)."""
    from serambi.catalogue.models import Work

    last = Work.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    wanted = sorted(chance.sample(range(1, last + 1), min(SAMPLE, last)))
    for start in range(0, len(wanted), 500):
        found = Work.objects.filter(pk__in=wanted[start : start + 500], records__shown=True)
        yield from found.values_list("pk", "title").distinct()


def _mistyped(words: list[str], chance: random.Random) -> str:
    """The longest word with a letter lost, and its neighbour."""
    at = max(range(len(words)), key=lambda place: len(words[place]))
    word, cut = words[at], chance.randint(1, len(words[at]) - 2)
    return " ".join([*words[max(0, at - 1) : at], word[:cut] + word[cut + 1 :]])
