"""What the old system's words mean here: guesses, what staff answered before, and what they answer now."""

import json
from hashlib import blake2b

from serambi.branches.models import Branch
from serambi.kit.folding import fold
from serambi.moving import guessing
from serambi.moving.copy_fields import Answers
from serambi.moving.models import Move, MoveFile, Remembered
from serambi.moving.tables.targets import TARGETS, heading

WORD_LENGTH = 120


def branches() -> dict[str, str]:
    """Names of the branches by code, in the library's order."""
    return dict(Branch.objects.order_by("position", "name").values_list("code", "name"))


def key_of(word: str) -> str:
    return (fold(word) or word.strip().lower())[:WORD_LENGTH]


def prefill(move: Move, lists: list[MoveFile]) -> None:
    """Fill in what nobody has answered yet: remembered, else guessed. Saved by the caller's step."""
    for file in lists:
        known = Remembered.objects.filter(group="columns", word=header_key(file.header)).first()
        if known:
            targets = [target if target in TARGETS else "" for target in json.loads(known.choice)]
            if len(targets) == len(file.columns):
                file.columns = targets
                file.save(update_fields=["columns"])
    known_branches = branches()
    values = move.answers.setdefault("values", {})
    default = move.branch.code if move.branch else ""
    for group, words in move.found.get("words", {}).items():
        answered = values.setdefault(group, {})
        keys = {key_of(word): word for word, _count in words}
        memory = dict(Remembered.objects.filter(group=group, word__in=keys).values_list("word", "choice"))
        codes = {code for code, _label in guessing.choices_of(group, known_branches)}
        for word, _count in words:
            if word in answered:
                continue
            kept = memory.get(key_of(word))
            answered[word] = kept if kept in codes else guessing.guess(group, word, known_branches, default)


def header_key(header: list[str]) -> str:
    """A list's headings as one key, so that its columns are remembered."""
    said = "|".join(heading(cell) for cell in header)
    return blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def remember(group: str, word: str, choice: str) -> None:
    Remembered.objects.update_or_create(group=group, word=word[:WORD_LENGTH], defaults={"choice": choice})


def remember_words(values: dict[str, dict[str, str]]) -> None:
    """Keep the answers for the next move; one query a group."""
    for group, answers in values.items():
        made = {key_of(word): Remembered(group=group, word=key_of(word), choice=code) for word, code in answers.items()}
        made.pop("", None)
        Remembered.objects.bulk_create(
            made.values(), update_conflicts=True, unique_fields=["group", "word"], update_fields=["choice"]
        )


def answers_of(move: Move) -> Answers:
    return Answers(move.answers.get("values", {}), move.branch.code if move.branch else "")
