"""What the words of an old system mean here: formats, lending, statuses, branches. Guesses, which staff correct."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.marc.formats import DESIGNATIONS
from serambi.catalogue.vocabulary import Format, Lending, Status
from serambi.kit.folding import fold

NO_LOAN, DAMAGED = "no_loan", "damaged"
GROUPS = {
    "format": _("Formats (GMD, kind of material)"),
    "branch": _("Locations"),
    "collection": _("Collection types"),
    "access": _("May it be lent?"),
    "status": _("Statuses of copies"),
}
STATUS_CHOICES = [
    *Status.choices,
    (NO_LOAN, _("On the shelf, use in the library only")),
    (DAMAGED, _("On the shelf, damaged")),
]
_SERIAL = re.compile(r"(?i)serial|berkala|majalah|jurnal|buletin|periodical|tabloid")
_MUSIC = re.compile(r"(?i)musi[ck]|lagu")
_FORMATS = [*DESIGNATIONS, ("audiobook", re.compile(r"(?i)sound|audio|kaset|rekaman suara"))]
_LENDING = [
    (Lending.REFERENCE, r"referen|tandon|rujukan|baca di tempat|tidak (?:dapat )?di ?pinjam|no(?:t for)? loan"),
    (Lending.SPECIAL, r"khusus|special|langka|rare|deposit|muatan lokal|local content|skripsi|tesis|disertasi"),
    (Lending.SHORT, r"jangka pendek|short|majalah|serial|berkala"),
]  # fmt: skip
_STATUS = [
    (NO_LOAN, r"no loan|tidak (?:dapat )?di ?pinjam|referen|tandon|baca di tempat|^nl$|cadangan"),
    (Status.REPAIR, r"repair|perbaik|^r$|jilid|binding"),
    (DAMAGED, r"rusak|damage|cacat"),
    (Status.MISSING, r"missing|tidak ditemukan|^mis$|tidak ada|dicari"),
    (Status.LOST, r"hilang|lost"),
    (Status.WITHDRAWN, r"withdrawn|weed|dihapus|siang|afkir|musnah|ditarik"),
    (Status.PROCESSING, r"proses|process|order|pesan|belum|diolah"),
]
_LENDING = [(code, re.compile(pattern)) for code, pattern in _LENDING]
_STATUS = [(code, re.compile(pattern)) for code, pattern in _STATUS]


def choices_of(group: str, branches: Mapping[str, str]) -> list[tuple[str, str]]:
    """(code, label) of what a word of this group may become; `branches` are names by code."""
    if group == "format":
        return list(Format.choices)
    if group == "branch":
        return list(branches.items())
    return STATUS_CHOICES if group == "status" else list(Lending.choices)


def guess(group: str, word: str, branches: Mapping[str, str], default_branch: str = "") -> str:
    """The code that a word most likely means."""
    if group == "format":
        return _format(word)
    if group == "branch":
        return _branch(word, branches) or default_branch
    said = word.lower()
    if group == "status":
        return next((str(code) for code, pattern in _STATUS if pattern.search(said)), Status.SHELF.value)
    return next((str(code) for code, pattern in _LENDING if pattern.search(said)), Lending.REGULAR.value)


def _format(word: str) -> str:
    for code, pattern in (("large_print", r"large print|huruf besar"), ("braille", r"brai?lle?"), ("daisy", r"daisy")):
        if re.search(pattern, word, re.IGNORECASE):
            return code
    for code, pattern in _FORMATS:
        if pattern.search(word):
            if code == "sound":
                return "music" if _MUSIC.search(word) else "audiobook"
            return code
    if _SERIAL.search(word):
        return "journal"
    return "book"


def _branch(word: str, branches: Mapping[str, str]) -> str:
    said = fold(word)
    if not said:
        return ""
    for code, name in branches.items():
        if said in (fold(code), fold(name)):
            return code
    fitting = [code for code, name in branches.items() if said in fold(name) or fold(name) in said]
    return fitting[0] if len(fitting) == 1 else ""
