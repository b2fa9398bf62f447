"""One Indonesian word for one meaning (docs/glossary.md), here and where files of other systems come in."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parents[2]
MERGED = re.compile(r"\b(merge\w*|merging)\b", re.IGNORECASE)
TAKEN_BACK = re.compile(r"\b(undo|undone|(take|taken|taking)( it| them| this| that)?( \w+)? back)\b", re.IGNORECASE)


@pytest.fixture(scope="module", params=["catalogue", "moving"])
def words(request):
    with (ROOMS / request.param / "locale/id/LC_MESSAGES/django.po").open("rb") as file:
        return [(each.id, each.string) for each in read_po(file) if isinstance(each.id, str) and each.id]


def test_what_was_carried_out_is_taken_back_in_one_word(words):
    said = [(ours, theirs) for ours, theirs in words if TAKEN_BACK.search(ours) and "backslash" not in ours]
    assert said
    assert not [
        pair for pair in said if not re.search(r"tarik(nya)? kembali|menarik(nya)? kembali", pair[1], re.IGNORECASE)
    ]


def test_records_and_headings_are_merged_in_one_word(words):
    said = [(ours, theirs) for ours, theirs in words if MERGED.search(ours)]
    assert said
    assert not [pair for pair in said if "gabung" not in pair[1].lower()]
    assert not [pair for pair in words if re.search(r"\b(di|me|pe)?lebur", pair[1], re.IGNORECASE)]
