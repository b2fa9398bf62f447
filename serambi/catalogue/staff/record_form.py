"""The friendly form of a record: labels, sections and rows over what `marc.form` reads and writes.

A field counts as changed only when the person changed it, so that what a browser does to blanks changes nothing.
"""

from functools import cache

from django import forms
from django.forms import formset_factory
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from serambi.catalogue.marc import form
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.rda_terms import TERMS
from serambi.catalogue.vocabulary import AuthorityKind
from serambi.ui.words import language_name

MOST_ROWS = 120
"""Rows of one kind that the form shows; a record with more of them keeps them for the MARC editor."""
LANGUAGES = (
    "ind", "eng", "ara", "jav", "sun", "mad", "min", "ban", "bug", "mak", "ace", "bjn", "sas", "may", "chi", "jpn",
    "kor", "dut", "ger", "fre", "spa", "rus", "san", "mul", "und",
)  # fmt: skip
AUDIENCES = [
    (" ", _("Not stated")), ("a", _("Up to 5 years")), ("b", _("6 to 8 years")), ("c", _("9 to 13 years")),
    ("j", _("Children")), ("d", _("Teens")), ("e", _("Adults")), ("f", _("Specialists")), ("g", _("Everybody")),
]  # fmt: skip
LITERARY = [
    ("0", _("Not fiction")), ("1", _("Fiction")), ("f", _("Novel")), ("j", _("Short stories")), ("p", _("Poetry")),
    ("d", _("Drama")), ("e", _("Essays")), ("h", _("Humour")), ("i", _("Letters")), ("s", _("Speeches")),
    ("m", _("Mixed forms")), ("u", _("Not known")),
]  # fmt: skip
KINDS = {"names": ("person", "corporate", "meeting"), "subjects": (
    "topic", "person", "corporate", "meeting", "place", "title", "time", "genre",
)}  # fmt: skip
LINKS = [("0", _("the work itself")), ("1", _("a version of it")), ("2", _("something related")), ("", _("not said"))]
ACCESS = [
    ("", _("Choose")), ("textual", _("by reading text")), ("visual", _("by looking")), ("auditory", _("by listening")),
    ("tactile", _("by touching")),
]  # fmt: skip
ACCESS_NOTES = [
    ("8", _("Note")), ("0", _("Technical detail")), ("1", _("What helps")), ("2", _("What is missing")),
]  # fmt: skip

LABELS = {
    "title": _("Title"), "subtitle": _("Rest of the title"), "part_number": _("Part, volume"),
    "part_name": _("Title of the part"), "responsibility": _("Statement of responsibility"),
    "other_titles": _("Other titles"), "original_title": _("Original or uniform title"), "names": _("Names"),
    "edition": _("Edition"), "place": _("Place of publication"), "publisher": _("Publisher"),
    "year": _("Year of publication"), "frequency": _("Frequency"), "numbering": _("First and last issue"),
    "extent": _("Pages or pieces"), "illustrations": _("Illustrations"), "dimensions": _("Size"),
    "accompanying": _("What comes with it"), "series": _("Series"), "isbn": _("ISBN"), "issn": _("ISSN"),
    "language": _("Main language"), "languages": _("All languages"), "original_languages": _("Translated from"),
    "ddc": _("Class (DDC)"), "call_number": _("Call number"), "subjects": _("Subjects"),
    "audience": _("For whom"), "literary_form": _("Kind of text"), "audience_note": _("Note on the readers"),
    "summary": _("Summary"), "contents": _("Table of contents"), "notes": _("Notes"),
    "bibliography": _("Bibliography and index"), "language_note": _("Note on the language"), "links": _("Links"),
    "access_modes": _("How one takes it in"), "access_notes": _("Notes on accessibility"),
    "content_types": _("Kind of content"), "media_types": _("Device needed"), "carrier_types": _("Carrier"),
}  # fmt: skip
NEEDS = [(key, LABELS[key]) for key in ("title", "names", "publisher", "year", "subjects", "ddc")]
"""What most records have: the list beside the form."""
HINTS = {
    "title": _("As on the title page, capitals only where they belong."),
    "responsibility": _("As on the title page: “Andrea Hirata; penyunting, Gangsar Sukrisno”."),
    "names": _("Surname first where people file it so: “Hirata, Andrea”. Pick an established heading from the list."),
    "subjects": _("Subdivisions after “ -- ”: “Novel Indonesia -- Sejarah”."),
    "year": _("Four digits; the coded date follows."),
    "languages": _("Codes with a space between them: ind jav eng."),
    "original_languages": _("Codes with a space between them."),
    "call_number": _("As on the spine: 813 HIR l."),
    "ddc": _("Digits as in your tables; 2X classes for Islam."),
    "contents": _("One note a line, chapters parted by “ -- ”."),
    "access_modes": _("Which senses the work asks for, and what stands in for them (captions, audio description)."),
}
SECTIONS = [
    ("titles", _("Title and names"), _("Copy from the title page."), [
        ("title", ""), ("subtitle", ""), ("responsibility", ""), ("part_number", "w-2"), ("part_name", "w-4"),
        ("names", ""), ("other_titles", "w-3"), ("original_title", "w-3"),
    ]),
    ("publishing", _("Publication"), _("From the imprint and the back of the title page."), [
        ("isbn", "w-4"), ("issn", "w-2"), ("edition", "w-3"), ("year", "w-3"), ("place", "w-3"), ("publisher", "w-3"),
        ("series", ""), ("frequency", "w-3"), ("numbering", "w-3"),
    ]),
    ("body", _("Form and size"), _("What one holds in the hand."), [
        ("extent", "w-3"), ("illustrations", "w-3"), ("dimensions", "w-3"), ("accompanying", "w-3"),
        ("content_types", "w-2"), ("media_types", "w-2"), ("carrier_types", "w-2"),
    ]),
    ("shelf", _("Class and subjects"), _("They decide the shelf, and how people find it."), [
        ("ddc", "w-3"), ("call_number", "w-3"), ("subjects", ""), ("audience", "w-3"), ("literary_form", "w-3"),
        ("audience_note", ""),
    ]),
    ("content", _("Content and language"), _("What helps people to choose."), [
        ("language", "w-2"), ("languages", "w-2"), ("original_languages", "w-2"),
        ("summary", ""), ("contents", ""), ("notes", ""), ("bibliography", "w-3"), ("language_note", "w-3"),
        ("links", ""),
    ]),
    ("access", _("Accessibility"), _("What people with a disability need to know."), [
        ("access_modes", ""), ("access_notes", ""),
    ]),
]  # fmt: skip
LONG = {"summary", "contents", "notes", "responsibility"}
BIG = 60_000


def _columns(key: str) -> list[tuple[str, forms.Field]]:
    """Label and field of each column of a row."""

    def text(label, **attrs):
        widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off", **attrs})
        return forms.CharField(label=label, required=False, max_length=BIG, widget=widget)

    def choice(label, choices):
        return forms.CharField(
            label=label, required=False, max_length=200, widget=forms.Select(choices=choices, attrs={"class": "input"})
        )

    kinds = [(code, AuthorityKind(code).label) for code in KINDS.get(key, ())]
    if key == "subjects":
        kinds.append(("keyword", _("Keyword")))
    table: dict[str, list] = {
        "names": [text(_("Name"), data_pick="names"), choice(_("Kind"), kinds), text(_("Role"), list="roles")],
        "subjects": [text(_("Subject"), data_pick="subjects"), choice(_("Kind"), kinds)],
        "series": [text(_("Series"), data_pick="series"), text(_("Number in it")), text(_("ISSN of the series"))],
        "isbn": [text(_("ISBN"), inputmode="text"), text(pgettext_lazy("of an ISBN", "Which one"))],
        "links": [text(_("Address")), text(_("Words of the link")), text(_("Note")), choice(_("Leads to"), LINKS)],
        "access_modes": [
            choice(_("Mode"), ACCESS), text(_("Text that helps")), text(_("Pictures that help")),
            text(_("Sound that helps")), text(_("Touch that helps")),
        ],
        "access_notes": [text(_("Note")), choice(_("Kind"), ACCESS_NOTES)],
    }  # fmt: skip
    if key in table:
        return [(each.label, each) for each in table[key]]
    if key in ("content_types", "media_types", "carrier_types"):
        terms = TERMS[form.BY_KEY[key].tags[0]]
        return [(LABELS[key], choice(LABELS[key], [("", _("Choose")), *terms.items()]))]
    widget = forms.Textarea(attrs={"rows": 3, "class": "input"}) if key in LONG else forms.TextInput({"class": "input"})
    return [(LABELS[key], forms.CharField(label=LABELS[key], required=False, max_length=BIG, widget=widget))]


class _Row(forms.Form):
    """One row; a choice the list does not know stays among its choices."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, each in self.fields.items():
            if isinstance(each.widget, forms.Select):
                value = self.initial.get(name, "")
                known = [str(code) for code, _label in each.widget.choices]
                if self.initial and value not in known:
                    each.widget.choices = [*each.widget.choices, (value, value)]

    @property
    def cells(self):
        return [self[name] for name in self.fields]


@cache
def _row_class(key: str) -> type[_Row]:
    fields = {f"c{place}": each for place, (_label, each) in enumerate(_columns(key))}
    for each in fields.values():
        each.widget.attrs = {name.replace("_", "-"): value for name, value in each.widget.attrs.items()}
    return type("Row", (_Row,), fields)


@cache
def _set_class(key: str):
    extra = 2 if key in ("names", "subjects") else 1
    return formset_factory(_row_class(key), extra=extra, max_num=MOST_ROWS + extra, absolute_max=MOST_ROWS + 40)


class _Scalars(forms.Form):
    """The fields that stand once."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for _id, _title, _hint, keys in SECTIONS:
            for key, _width in keys:
                if not is_rows(key):
                    self.fields[key] = _scalar(key, self.initial.get(key, ""))


@cache
def is_rows(key: str) -> bool:
    """Is it shown as rows? What the field reads from an empty record says so."""
    return key not in ("languages", "original_languages") and not isinstance(form.read(Marc("", []))[key], str)


def _unlisted(code: str):
    """Words for a code that the list does not have; MARC fills a place with "|" when nobody looked."""
    if not code.strip():
        return _("Not stated")
    return _("Left open by the cataloguer") if not code.strip("|") else format_lazy(_("Code {code}"), code=code)


def _scalar(key: str, value: str) -> forms.Field:
    chosen = {"audience": AUDIENCES, "literary_form": LITERARY}.get(key)
    if key == "language":
        chosen = [("", _("Not stated")), *((code, language_name(code)) for code in LANGUAGES)]
    if chosen:
        codes = [code.strip() for code, _label in chosen]
        choices = [(code.strip(), label) for code, label in chosen]
        if value not in codes:
            choices.append((value, _unlisted(value)))
        widget: forms.Widget = forms.Select(choices=choices)
    else:
        widget = forms.Textarea(attrs={"rows": 2}) if key in LONG else forms.TextInput()
    return forms.CharField(
        label=LABELS[key], help_text=HINTS.get(key, ""), required=False, max_length=BIG, widget=widget
    )


class RecordForm:
    """The whole form over one record. `base` is the MARC it was opened with; `data` what came back, if anything."""

    def __init__(self, base: Marc, data=None, *, shown: dict | None = None):
        """`shown`: values to show instead of the record's, by key (when typed values meet a newer record)."""
        self.base, self.values = base, form.read(base)
        initial = self.values | (shown or {})
        self.left_out = {key for key, value in initial.items() if is_rows(key) and len(value) > MOST_ROWS}
        scalars = {key: _as_text(value) for key, value in initial.items() if not is_rows(key)}
        self.scalars = _Scalars(data, prefix="f", initial=scalars)
        self.sets = {
            key: _set_class(key)(data, prefix=key, initial=[_as_row(each) for each in value])
            for key, value in initial.items()
            if is_rows(key) and key not in self.left_out
        }

    def is_valid(self) -> bool:
        return all([self.scalars.is_valid(), *(each.is_valid() for each in self.sets.values())])

    def changes(self) -> dict:
        """What the person changed, as `marc.form.write` takes it."""
        found = {}
        for key in self.scalars.changed_data:
            value = self.scalars.cleaned_data[key]
            found[key] = value.replace(",", " ").split() if key in ("languages", "original_languages") else value
        for key, rows in self.sets.items():
            if rows.has_changed():
                found[key] = [value for each in rows.forms if (value := _value(key, each)) is not None]
        return found

    def marc(self) -> Marc:
        """The record with what was changed."""
        return form.write(self.base, self.changes())

    def sections(self) -> list[dict]:
        return [
            {"id": code, "title": title, "hint": hint, "fields": [self._shown(key, width) for key, width in keys]}
            for code, title, hint, keys in SECTIONS
        ]

    def _shown(self, key: str, width: str) -> dict:
        tags = form.BY_KEY[key].tags
        mark = f"{tags[0]} ${form.BY_KEY[key].code}" if hasattr(form.BY_KEY[key], "code") else tags[0]
        shown = {"key": key, "width": width, "mark": mark, "label": LABELS[key], "hint": HINTS.get(key, "")}
        if key in self.left_out:
            return shown | {"left_out": True}
        if key in self.sets:
            return shown | {"rows": self.sets[key], "columns": [label for label, _f in _columns(key)]}
        return shown | {"field": self.scalars[key]}

    @property
    def errors(self) -> list[str]:
        found = [error for errors in self.scalars.errors.values() for error in errors]
        for rows in self.sets.values():
            found += [str(error) for error in rows.non_form_errors()]
            found += [error for each in rows.errors for errors in each.values() for error in errors]
        return found


def _as_text(value) -> str:
    return value if isinstance(value, str) else " ".join(value)


def _as_row(value) -> dict[str, str]:
    parts = (value,) if isinstance(value, str) else value
    return {f"c{place}": part for place, part in enumerate(parts)}


def _value(key: str, row: forms.Form):
    """A row's value; None for an empty one. A choice alone is no row, except where it is the row."""
    cells = [row.cleaned_data.get(name, "") for name in row.fields] if row.cleaned_data else []
    if len(row.fields) == 1:
        return (cells[0] if cells else "") or None
    return tuple(cells) if cells and cells[0].strip() else None
