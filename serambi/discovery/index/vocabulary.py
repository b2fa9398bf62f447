"""The words of the collection as a small index of their own, to find a word near a mistyped one.

Tantivy finds near words fast but only tells the documents, so here every word is a document. How often a word
occurs is asked from the main index when it matters; words that have left the collection count zero there.
"""

from pathlib import Path

import tantivy

__all__ = ["Vocabulary", "VocabularyWriter", "worth_keeping"]

SHORTEST, LONGEST = 3, 30
HEAP = 15_000_000  # bytes; Tantivy's least
MOST_NEIGHBOURS = 200


def _schema() -> tantivy.Schema:
    return (
        tantivy.SchemaBuilder().add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic").build()
    )


def worth_keeping(word: str) -> bool:
    """Whether anybody could mean this word by a mistyped one."""
    return SHORTEST <= len(word) <= LONGEST and not any(character.isdigit() for character in word)


class VocabularyWriter:
    """Adds words not seen before; the set of known words lives in the indexer's memory."""

    def __init__(self, folder: Path):
        self._index = tantivy.Index(_schema(), str(folder), reuse=True)
        self._writer = self._index.writer(HEAP, 1)
        self._known = {word for word, _ in self._index.searcher().terms_with_prefix("word", "")}
        self._fresh: set[str] = set()

    def learn(self, texts: list[str]) -> None:
        """Take in the words of folded texts."""
        for text in texts:
            for word in text.split():
                if word not in self._known and worth_keeping(word):
                    self._known.add(word)
                    self._fresh.add(word)

    def commit(self) -> None:
        """Make the new words findable; free when there are none."""
        if self._fresh:
            for word in self._fresh:
                self._writer.add_document(tantivy.Document(word=word))
            self._writer.commit()
            self._fresh.clear()

    def close(self) -> None:
        """Let another writer in."""
        self._writer.wait_merging_threads()
        del self._writer


class Vocabulary:
    """Finds words within a few slips of the pen."""

    def __init__(self, folder: Path):
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema

    def reload(self) -> None:
        """See words committed since."""
        self._index.reload()

    def neighbours(self, word: str, *, distance: int) -> list[str]:
        """Words at most `distance` (0 to 2) insertions, deletions, replacements or swaps away."""
        query = tantivy.Query.fuzzy_term_query(self._schema, "word", word, distance, True)
        searcher = self._index.searcher()
        hits = searcher.search(query, MOST_NEIGHBOURS, count=False).hits
        return [searcher.doc(address).get_first("word") for _, address in hits]
