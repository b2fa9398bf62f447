"""Names as the list writes them ("HIRATA, Andrea.", "Dr. Suyanto, S.T., M.Sc.") made into headings."""

import re
from dataclasses import dataclass

from serambi.catalogue.marc.record import DataField

_DEGREE = re.compile(
    r"^(S|M|A|B|D|Dr|Drs|Dra|Ir|Ph|SE|SP|MM|MT|MA|MBA|Lc|Apt|Sp|Ners|Amd|CIPM|LFIBA|OFM|drg|drh)\b\.?[\w .]*$"
)
_TITLE = re.compile(r"^((prof|dr|drs|dra|ir|h|hj|kh|k\.h|drg|ust|ustadz)\.\s*)+", re.IGNORECASE)
_CORPORATE = re.compile(
    r"\b(tim|team|redaksi|departemen|kementerian|dinas|universitas|yayasan|pt|cv|company|enterprise|komputer|madcoms|"
    r"pusat|lembaga|badan|majelis|ikatan|dewan|institut|pesantren|studio|publisher|press|group|festival|national)\b",
    re.IGNORECASE,
)
_NOT_NAMES = {"pustaka", "dkk", "dll", "anonim", "no name", "-", "eva", "tim", "et al", "none"}


@dataclass(frozen=True)
class Name:
    heading: str
    display: str
    corporate: bool = False

    def field(self, kind: str) -> DataField:
        """MARC 100/110 (`kind` "1") or 700/710 ("7")."""
        if self.corporate:
            return DataField(f"{kind}10", "2", " ", [("a", self.heading)])
        return DataField(f"{kind}00", "1" if "," in self.heading else "0", " ", [("a", self.heading)])


def names_in(text: str) -> list[Name]:
    """Every person or body a cell of authors names, in its order, without repeats."""
    found: dict[str, Name] = {}
    for part in re.split(r";|&|\bdan\b| - ", text):
        for name in _names_of_part(part.strip(" .,")):
            found.setdefault(name.heading.casefold(), name)
    return list(found.values())


def _names_of_part(part: str) -> list[Name]:
    part = re.sub(r"[,. ]*\bd\.?k\.?k\b\.?$", "", part, flags=re.IGNORECASE).strip(" ,")
    if not part or part.casefold().strip(".") in _NOT_NAMES:
        return []
    if _CORPORATE.search(part):
        return [Name(_readable(part.replace(", ", " ")), _readable(part.replace(", ", " ")), corporate=True)]
    pieces = [p.strip() for p in part.split(",") if p.strip()]
    if len(pieces) == 2 and _is_inverted(*pieces):
        family, given = _readable(pieces[0]), _readable(pieces[1].rstrip("."))
        return [Name(f"{family}, {given}", f"{given} {family}")]
    people = [p for p in pieces if not _DEGREE.match(p)]
    return [_direct(p) for p in people if len(re.sub(r"[^A-Za-z]", "", p)) > 1][:8]


def _is_inverted(family: str, given: str) -> bool:
    if _DEGREE.match(given) and not given[:2].istitle():
        return False
    if family.isupper() and not given.isupper():
        return len(family.split()) <= 2
    return len(family.split()) == 1 and len(given.split()) <= 2 and not _DEGREE.match(given)


def _direct(text: str) -> Name:
    """ "Andrea Hirata": the heading stands under the last element, as Indonesian rules have it for most names."""
    text = _readable(_TITLE.sub("", text).strip(" ."))
    words = text.split()
    if len(words) < 2 or len(words[-1]) < 3:
        return Name(text, text)
    return Name(f"{words[-1]}, {' '.join(words[:-1])}", text)


def _readable(text: str) -> str:
    """Names in capitals or small letters throughout are shown as people write them."""
    words = [w.capitalize() if (w.isupper() and len(w) > 3) or w.islower() else w for w in text.split()]
    small = {"Al", "El", "Bin", "Binti", "Van", "De", "Von", "Al-", "Ar-"}
    return " ".join(w.lower() if i and w in small else w for i, w in enumerate(words)).strip(" ,")
