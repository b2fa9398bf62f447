"""A copy as field 952, in the words staff chose for those of the old system. Pure."""

import re

from serambi.catalogue.marc.record import DataField
from serambi.catalogue.marc.view import tidy
from serambi.catalogue.vocabulary import Lending, Status
from serambi.moving.guessing import DAMAGED, NO_LOAN
from serambi.moving.plain import Copy

BARCODE_LENGTH = 60
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[Ee]\+?\d{1,3}")
_AWAY = {
    Status.LOST.value: ("1", "1"), Status.MISSING.value: ("1", "4"), Status.WITHDRAWN.value: ("0", "1"),
    Status.REPAIR.value: ("1", "repair"), Status.PROCESSING.value: ("1", "processing"), DAMAGED: ("4", "1"),
}  # fmt: skip
_LENT = {Lending.REFERENCE.value: "1", Lending.SHORT.value: "short", Lending.SPECIAL.value: "special"}


class Answers:
    """What staff said the old system's words mean."""

    def __init__(self, values: dict[str, dict[str, str]], default_branch: str):
        self.values, self.default_branch = values, default_branch

    def of(self, group: str, word: str) -> str:
        return self.values.get(group, {}).get(word[:100], "")

    def branch(self, word: str) -> str:
        return self.of("branch", word) or self.default_branch


def barcode_of(text: str) -> str:
    return tidy(text).replace("\x00", "")


def is_rounded(barcode: str) -> bool:
    """Did a spreadsheet make a number of it, so that its last digits are lost (1.23457E+12)?"""
    return bool(_ROUNDED.fullmatch(barcode)) and any(mark in barcode for mark in "+.,")


def field_of(copy: Copy, barcode: str, answers: Answers) -> DataField:
    status = answers.of("status", copy.status)
    lending = _LENT.get(answers.of("access", copy.access) if copy.access else "", "")
    lending = lending or _LENT.get(answers.of("collection", copy.collection), "")
    if status == NO_LOAN:
        lending = _LENT[Lending.REFERENCE.value]
    branch = answers.branch(copy.location)
    price = f"{copy.currency} {copy.price}".strip() if copy.price not in ("", "0", "0.00") else ""
    pairs = [
        _AWAY.get(status, ("", "")),
        ("7", lending),
        ("8", copy.collection),
        ("a", branch),
        ("b", branch),
        ("c", copy.shelf),
        ("d", copy.acquired),
        ("e", copy.source),
        ("g", price),
        ("h", copy.issue),
        ("i", copy.accession),
        ("o", copy.call_number),
        ("p", barcode),
        ("z", copy.note),
        *(("x", text) for text in copy.internal),
    ]
    return DataField("952", " ", " ", [(code, tidy(value)) for code, value in pairs if code and value])
