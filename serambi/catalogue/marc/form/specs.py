"""What the form shows, field by field. Labels and sections are the staff page's; here is only what it means in MARC."""

from dataclasses import dataclass

from serambi.catalogue.marc.form import placing
from serambi.catalogue.marc.form.headings import Names, Subjects
from serambi.catalogue.marc.form.kinds import Coded, Columns, Many, Repeats, Spec, Text, Year
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import tidy

TITLE = "anpbhc"
_245, _264 = {"ind": "10", "order": TITLE}, {"ind": " 1", "where": "1"}

RDA = {
    "336": ("rdacontent", {
        "txt": "teks", "sti": "gambar diam", "spw": "suara lisan", "prm": "musik tampil", "tdi": "gambar bergerak 2D",
        "cri": "gambar kartografis", "ntm": "musik notasi", "tct": "teks taktil", "tdf": "bentuk tiga dimensi",
        "crd": "set data kartografis", "cop": "program komputer", "cod": "set data komputer", "snd": "suara",
    }),
    "337": ("rdamedia", {
        "n": "tanpa perantara", "c": "komputer", "s": "audio", "v": "video", "h": "mikroform", "g": "proyeksi",
        "z": "tidak ditentukan",
    }),
    "338": ("rdacarrier", {
        "nc": "volume", "nb": "lembar", "cr": "sumber daring", "sd": "cakram audio", "ss": "kaset audio",
        "vd": "cakram video", "vf": "kaset video", "cd": "cakram komputer", "ck": "kartu komputer", "no": "kartu",
        "nr": "objek", "sz": "pembawa audio lain", "cz": "pembawa komputer lain",
    }),
}  # fmt: skip
"""The usual RDA terms by code, with the Indonesian words that $a gets."""


@dataclass(frozen=True)
class Rda(Many):
    """336 to 338: the code, or the words where there is none."""

    def fields(self, marc: Marc) -> list[DataField]:
        return [each for each in self.data(marc) if self._value(each)]

    def _value(self, field: DataField) -> str:
        return tidy(field.get("b") or "") or tidy(field.get("a") or "")

    def read(self, marc: Marc) -> list[str]:
        return [self._value(each) for each in self.fields(marc)]

    def _make(self, text: str, _place: int) -> DataField:
        source, terms = RDA[self.tags[0]]
        if text not in terms:
            return DataField(self.tags[0], " ", " ", [("a", text)])
        return DataField(self.tags[0], " ", " ", [("a", terms[text]), ("b", text), ("2", source)])

    def _change(self, field: DataField, _old: str, new: str) -> DataField:
        """The first $a and $b give way; further ones say something else and stay (no code behind words without one,
        as it would be read in their place)."""
        made = self._make(new, 0)
        gone = {"a": 1, "b": 1 if made.get("b") else len(field.subfields), "2": len(field.subfields)}
        for code, value in field.subfields:
            if gone.get(code, 0):
                gone[code] -= 1
            else:
                made.subfields.append((code, value))
        return made


@dataclass(frozen=True)
class CallNumber(Spec):
    """The shelf mark in $a and $b of a local field. A mark in two subfields stays so: class, then the rest."""

    def field(self, marc: Marc) -> DataField | None:
        return next((each for each in self.data(marc) if tidy(each.text("ab"))), None)

    def read(self, marc: Marc) -> str:
        field = self.field(marc)
        return tidy(field.text("ab")) if field else ""

    def write(self, marc: Marc, value: str) -> None:
        field = self.field(marc)
        if field is None:
            placing.insert(marc, DataField(self.tags[0], " ", " ", [("a", value)]))
            return
        rest = [pair for pair in field.subfields if pair[0] not in "ab"]
        first, _space, second = value.partition(" ")
        in_two = field.get("b") is not None and second
        named = [("a", first), ("b", second)] if in_two else [("a", value)] if value else []
        field.subfields = named + rest
        if not field.subfields:
            placing.remove(marc, field)


SPECS: tuple[Spec, ...] = (
    Text("title", ("245",), "a", **_245),
    Text("subtitle", ("245",), "b", **_245),
    Text("part_number", ("245",), "n", **_245),
    Text("part_name", ("245",), "p", **_245),
    Text("responsibility", ("245",), "c", **_245),
    Many("other_titles", ("246",), "a", ind="3 "),
    Text("original_title", ("240",), "a", ind="10"),
    Names("names", ("100", "110", "111", "700", "710", "711")),
    Text("edition", ("250",), "a"),
    Text("place", ("264", "260"), "a", **_264),
    Text("publisher", ("264", "260"), "b", **_264),
    Year("year", ("264", "260"), "c", **_264),
    Text("frequency", ("310",), "a"),
    Text("numbering", ("362",), "a", ind="0 "),
    Text("extent", ("300",), "a"),
    Text("illustrations", ("300",), "b"),
    Text("dimensions", ("300",), "c"),
    Text("accompanying", ("300",), "e"),
    Columns("series", ("490", "440"), "avx", ind="0 "),
    Columns("isbn", ("020",), "aq"),
    Many("issn", ("022",), "a"),
    Coded("language", ("008",), 35, 3),
    Repeats("languages", ("041",), "a", ind="0 "),
    Repeats("original_languages", ("041",), "h", ind="1 "),
    Text("ddc", ("082",), "a", ind="04"),
    CallNumber("call_number", ("090", "092", "099")),
    Subjects("subjects", ("650", "600", "610", "611", "630", "648", "651", "653", "655")),
    Coded("audience", ("008",), 22),
    Coded("literary_form", ("008",), 33),
    Many("audience_note", ("521",), "a", alone=True),
    Many("summary", ("520",), "a", alone=True),
    Many("contents", ("505",), "a", ind="0 ", alone=True),
    Many("notes", ("500",), "a", alone=True),
    Many("bibliography", ("504",), "a", alone=True),
    Many("language_note", ("546",), "a", alone=True),
    Columns("links", ("856",), "uyz2", ind="4 "),
    Columns("access_modes", ("341",), "abcde"),
    Columns("access_notes", ("532",), "a1", ind="8 "),
    Rda("content_types", ("336",), "b"),
    Rda("media_types", ("337",), "b"),
    Rda("carrier_types", ("338",), "b"),
)
BY_KEY = {spec.key: spec for spec in SPECS}
