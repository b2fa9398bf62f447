"""Records to begin from, one a format: leader, 006, 007, 008 and the fields that such a record needs. Pure data."""

from datetime import date

from serambi.catalogue.marc.form.specs import RDA
from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc

_BOOK = {"23": " ", "29": "0", "30": "0", "31": "0", "33": "0"}
_SERIAL = {"18": "m", "19": "r", "21": "p", "29": "0", "33": " ", "34": "0"}
# (type and level of the leader, positions of 008 besides the common ones, 007, RDA codes, further fields)
_KINDS: dict[str, tuple] = {
    "book": ("am", _BOOK, "", ("txt", "n", "nc"), ()),
    "large_print": ("am", {**_BOOK, "23": "d"}, "tb", ("txt", "n", "nc"), ("300a:jilid (huruf besar)",)),
    "braille": ("am", {**_BOOK, "23": "f"}, "fb", ("tct", "n", "nc"), ("341:tactile", "546b:braille")),
    "audiobook": ("im", {"23": " ", "30": "f"}, "sd fsngnnmmned", ("spw", "s", "sd"), ("341:auditory",)),
    "daisy": (
        "im", {"23": "s", "30": "f"}, "sd fsngnnmmned", ("spw", "c", "cd"),
        ("341:auditory", "347:DAISY", "538:DAISY", "655:Buku bicara DAISY"),
    ),
    "ebook": ("am", {**_BOOK, "23": "o"}, "cr  n", ("txt", "c", "cr"), ("341:textual", "006m")),
    "film": ("gm", {"18": "   ", "29": " ", "33": "v", "34": "l"}, "vd cvaizq", ("tdi", "v", "vd"), ()),
    "music": ("jm", {"18": "uu", "20": "n"}, "sd fsngnnmmned", ("prm", "s", "sd"), ()),
    "map": ("em", {"25": "a", "31": "0"}, "aj canzn", ("cri", "n", "nb"), ()),
    "journal": ("as", _SERIAL, "", ("txt", "n", "nc"), ()),
    "kit": ("om", {"18": "nnn", "33": "b", "34": "n"}, "", ("tdf", "n", "nr"), ()),
}  # fmt: skip
CODES = tuple(_KINDS)
"""Codes as in `vocabulary.Format`."""
_DETAILS = {
    "347:DAISY": DataField("347", " ", " ", [("b", "DAISY")]),
    "538:DAISY": DataField("538", " ", " ", [("a", "Format DAISY 2.02, dengan navigasi bab.")]),
    "655:Buku bicara DAISY": DataField("655", " ", "4", [("a", "Buku bicara DAISY")]),
    "546b:braille": DataField("546", " ", " ", [("b", "Braille")]),
    "300a:jilid (huruf besar)": DataField("340", " ", " ", [("n", "huruf besar")]),
}


def starter(code: str, entered: date) -> Marc:
    """A new record of the format, entered on the day; KeyError for a format without one."""
    kind, positions, physical, rda, further = _KINDS[code]
    fields: list[Field] = []
    if "006m" in further:
        fields.append(ControlField("006", "m     o  d        "))
    if physical:
        fields.append(ControlField("007", physical))
    fields.append(ControlField("008", _coded(kind, positions, entered)))
    fields.append(DataField("040", " ", " ", [("b", "ind"), ("e", "rda")]))
    for tag, term in zip(("336", "337", "338"), rda, strict=True):
        source, words = RDA[tag]
        fields.append(DataField(tag, " ", " ", [("a", words[term]), ("b", term), ("2", source)]))
    for each in further:
        if each.startswith("341:"):
            fields.append(DataField("341", "0", " ", [("a", each[4:])]))
        elif each in _DETAILS:
            copy = _DETAILS[each]
            fields.append(DataField(copy.tag, copy.ind1, copy.ind2, list(copy.subfields)))
    return Marc(f"00000n{kind} a2200000 i 4500", sorted(fields, key=lambda each: each.tag))


def _coded(kind: str, positions: dict[str, str], entered: date) -> str:
    value = list(f"{entered:%y%m%d}" + ("c    9999" if kind == "as" else "s        ") + "io " + "|" * 17 + "ind d")
    value += [" "] * (40 - len(value))
    value[18:35] = list(" " * 17)
    for place, text in positions.items():
        value[int(place) : int(place) + len(text)] = list(text)
    return "".join(value)[:40]
