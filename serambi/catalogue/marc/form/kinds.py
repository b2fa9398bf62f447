"""The kinds of fields the form has; `specs.py` lists them. Each reads a plain value and writes it back."""

from dataclasses import dataclass

from serambi.catalogue.marc.form import isbd, placing
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.marc.view import tidy

ORDER = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Spec:
    key: str
    tags: tuple[str, ...]
    """The first one is used for new fields."""

    @property
    def touches(self) -> tuple[str, ...]:
        """Every tag that writing may change."""
        return self.tags

    def data(self, marc: Marc) -> list[DataField]:
        return [each for each in marc.fields if each.tag in self.tags and isinstance(each, DataField)]


@dataclass(frozen=True)
class Text(Spec):
    """One subfield of one field."""

    code: str
    ind: str = "  "
    where: str = ""
    """The second indicator that the field must have, where tags share a number (264)."""
    order: str = ORDER

    def field(self, marc: Marc) -> DataField | None:
        found = self.data(marc)
        chosen = [each for each in found if not self.where or each.tag != self.tags[0] or each.ind2 == self.where]
        return chosen[0] if chosen else None

    def read(self, marc: Marc) -> str:
        field = self.field(marc)
        return isbd.plain(field.get(self.code) or "") if field else ""

    def write(self, marc: Marc, value: str) -> None:
        field = self.field(marc)
        if field is None:
            if value:
                placing.insert(marc, DataField(self.tags[0], *self.ind, [(self.code, value)]))
            return
        isbd.put(marc, field, self.code, value, order=self.order)
        if not field.subfields:
            placing.remove(marc, field)


@dataclass(frozen=True)
class Year(Text):
    """The year of publication; the coded date of 008 follows where it said the same."""

    @property
    def touches(self) -> tuple[str, ...]:
        return (*self.tags, "008")

    def write(self, marc: Marc, value: str) -> None:
        old = _four(self.read(marc))
        super().write(marc, value)
        new, coded = _four(value), marc.get("008")
        if isinstance(coded, ControlField) and new and len(coded.value) > 10:
            said = coded.value[7:11]
            if said == old or not said.strip(" |u"):
                kind = "s" if coded.value[6] in " |nb" else coded.value[6]
                placing.positions(marc, "008", 6, kind + new)


def _four(text: str) -> str:
    digits = "".join(char if char.isascii() and char.isdigit() else " " for char in text).split()
    return next((each for each in digits if len(each) == 4), "")


@dataclass(frozen=True)
class Coded(Spec):
    """Characters of 008. What is no choice of the form is shown as it is."""

    start: int
    length: int = 1

    def read(self, marc: Marc) -> str:
        field = marc.get(self.tags[0])
        return field.value[self.start : self.start + self.length].strip() if isinstance(field, ControlField) else ""

    def write(self, marc: Marc, value: str) -> None:
        text = value[: self.length].ljust(self.length)
        placing.positions(marc, self.tags[0], self.start, text)


@dataclass(frozen=True)
class Many(Spec):
    """The same subfield of several fields. Fields that hold more text than that are left to the MARC editor."""

    code: str
    ind: str = "  "
    alone: bool = False
    """Only fields whose text is this subfield and nothing else."""

    def fields(self, marc: Marc) -> list[DataField]:
        return [each for each in self.data(marc) if tidy(each.get(self.code) or "") and self._plain(each)]

    def _plain(self, field: DataField) -> bool:
        return not self.alone or [code for code, _value in field.subfields if code.isalpha()] == [self.code]

    def read(self, marc: Marc) -> list[str]:
        return [tidy(each.get(self.code)) for each in self.fields(marc)]

    def write(self, marc: Marc, value: list[str]) -> None:
        placing.update(marc, self.fields(marc), self.read(marc), value, self._make, self._change)

    def _make(self, text: str, _place: int) -> DataField:
        return DataField(self.tags[0], *self.ind, [(self.code, text)])

    def _change(self, field: DataField, _old: str, new: str) -> DataField:
        place = next(at for at, (code, text) in enumerate(field.subfields) if code == self.code)
        field.subfields[place] = (self.code, new)
        return field


@dataclass(frozen=True)
class Repeats(Spec):
    """One subfield, repeated within one field (languages in 041)."""

    code: str
    ind: str = "  "

    def field(self, marc: Marc) -> DataField | None:
        return next((each for each in self.data(marc) if each.ind2 != "7"), None)

    def read(self, marc: Marc) -> list[str]:
        field = self.field(marc)
        return [text for value in field.all(self.code) if (text := tidy(value))] if field else []

    def write(self, marc: Marc, value: list[str]) -> None:
        field = self.field(marc)
        if field is None:
            placing.insert(marc, DataField(self.tags[0], *self.ind, [(self.code, each) for each in value]))
            return
        at = next((at for at, (code, _v) in enumerate(field.subfields) if code == self.code), None)
        if at is None:
            at = sum(code < self.code for code, _v in field.subfields)
        kept = [pair for pair in field.subfields if pair[0] != self.code]
        at = min(at, len(kept))
        field.subfields = kept[:at] + [(self.code, each) for each in value] + kept[at:]
        if not field.subfields:
            placing.remove(marc, field)


@dataclass(frozen=True)
class Columns(Spec):
    """Rows of several subfields and perhaps an indicator, a row a field. The first column must be there."""

    codes: str
    """A subfield code a column; 1 or 2 for that indicator."""
    ind: str = "  "

    def fields(self, marc: Marc) -> list[DataField]:
        return [each for each in self.data(marc) if tidy(self._cell(each, self.codes[0]))]

    def _cell(self, field: DataField, code: str) -> str:
        if code in "12":
            return field.ind1 if code == "1" else field.ind2
        return field.get(code) or ""

    def read(self, marc: Marc) -> list[tuple[str, ...]]:
        return [tuple(self._shown(each, code) for code in self.codes) for each in self.fields(marc)]

    def _shown(self, field: DataField, code: str) -> str:
        text = self._cell(field, code)
        return isbd.plain(text) if field.tag in isbd.BEFORE else tidy(text)

    def write(self, marc: Marc, value: list[tuple[str, ...]]) -> None:
        self_marc = marc

        def make(row, _place):
            made = DataField(self.tags[0], *self.ind, [])
            return self._set(self_marc, made, ("",) * len(row), row)

        def change(field, old, new):
            return self._set(self_marc, field, old, new)

        placing.update(marc, self.fields(marc), self.read(marc), value, make, change)

    def _set(self, marc: Marc, field: DataField, old: tuple, new: tuple) -> DataField:
        for code, before, after in zip(self.codes, old, new, strict=True):
            if before == after:
                continue
            if code == "1":
                field.ind1 = after[:1] or " "
            elif code == "2":
                field.ind2 = after[:1] or " "
            elif field.tag in isbd.BEFORE:
                isbd.put(marc, field, code, after, order=ORDER)
            else:
                _plain_put(field, code, after)
        return field


def _plain_put(field: DataField, code: str, text: str) -> None:
    place = next((at for at, (found, _v) in enumerate(field.subfields) if found == code), None)
    if place is None and text:
        at = sum(found.isalpha() and ORDER.find(found) < ORDER.find(code) for found, _v in field.subfields)
        field.subfields.insert(at, (code, text))
    elif place is not None and text:
        field.subfields[place] = (code, text)
    elif place is not None:
        del field.subfields[place]
