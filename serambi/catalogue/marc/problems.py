"""What can be wrong with a record or a file, in plain words, with the place.

A problem is stored as its code and parameters (`as_dict`), so it reads in the reader's language later.
"""

from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # whole files
    "empty_file": _("The file is empty."),
    "unknown_format": _("This is neither MARC (ISO 2709) nor MARCXML."),
    "archive_broken": _("The compressed file is damaged and cannot be opened further."),
    "archive_too_large": _("The compressed file unpacks to more than {limit}; it was not read further."),
    "archive_suspicious": _("The compressed file unpacks to a suspicious size and was not read further."),
    "archive_members": _("The archive holds {count} files; at most {limit} are read."),
    "archive_no_marc": _("The archive holds no file with MARC records."),
    "archive_nested": _("Archives inside an archive are not opened: send them by themselves."),
    "archive_encrypted": _("The archive is protected by a password."),
    "entities": _("The XML defines its own entities, which is not safe to read."),
    # a record that cannot be taken
    "garbage": _("{size} bytes here are not a MARC record and were skipped."),
    "too_large": _("The record is larger than {limit} and was skipped."),
    "truncated": _("The record is cut off before its end."),
    "too_short": _("The record is too short to be one."),
    "no_directory": _("The record has no list of fields (directory)."),
    "no_fields": _("The record has no fields."),
    "directory_broken": _("The list of fields does not fit the data; the fields cannot be told apart."),
    "xml_malformed": _("The XML is damaged: {detail}"),
    "not_marc": _("This XML element is not a MARC record."),
    "deleted": _("The source marks this record as deleted."),
    # a record that was taken, with care
    "wrong_length": _("The length in the leader is {declared}, the record has {actual} bytes."),
    "missing_terminator": _("The end-of-record mark is missing."),
    "embedded_terminator": _("An end-of-record mark stands in the middle of the record."),
    "wrong_base": _("The leader gives a wrong start of the data."),
    "wrong_directory": _("The list of fields was wrong; the fields were taken in their order."),
    "unlisted_fields": _("{count} fields were not in the list of fields and were added as 999."),
    "bad_tag": _("The tag “{tag}” is not valid; it was kept as “{kept}”."),
    "bad_indicators": _("The indicators are missing or wrong."),
    "stray_text": _("“{text}” stood before the first subfield."),
    "empty_subfield": _("A subfield without code and value was left out."),
    "bad_code": _("The subfield code “{code}” is not one character; it was kept as “{kept}”."),
    "no_subfields": _("The field has no subfield marks; its text was kept as subfield a."),
    "subfields_in_control": _("A control field had subfields; only its text was kept."),
    "control_characters": _("Control characters were replaced by spaces."),
    "short_leader": _("The leader does not have 24 characters."),
    "utf8_undeclared": _("The leader says MARC-8, but the text is UTF-8."),
    "marc8_undeclared": _("The leader says UTF-8, but the text is MARC-8."),
    "encoding_guessed": _("The text is not in the declared character set; it was read as {encoding}."),
    "encoding_damaged": _("Some characters could not be read and are shown as �."),
    "unimarc": _("This looks like UNIMARC, not MARC 21: title and imprint stand in other fields."),
}

IN_GENERAL = {
    "archive_too_large": _("The compressed file unpacks to more than is read at once; it was not read further."),
    "archive_members": _("The archive holds too many files."),
    "garbage": _("Bytes that are not a MARC record were skipped."),
    "too_large": _("The record is too large and was skipped."),
    "xml_malformed": _("The XML is damaged."),
    "wrong_length": _("The length in the leader is not the length of the record."),
    "unlisted_fields": _("Fields that were not in the list of fields were added as 999."),
    "bad_tag": _("A tag is not valid; it was kept as one that is."),
    "stray_text": _("Text stood before the first subfield."),
    "bad_code": _("A subfield code is not one character; it was kept as one that is."),
    "encoding_guessed": _("The text is not in the declared character set; it was read in another one."),
}
"""The sentences above that name particulars, said of many records at once: a sum has no one size, tag or place."""

REFUSING = """
empty_file unknown_format archive_broken archive_too_large archive_suspicious archive_members archive_no_marc
archive_nested archive_encrypted entities garbage too_large truncated too_short no_directory no_fields directory_broken
xml_malformed not_marc deleted
"""
FATAL = frozenset(REFUSING.split())


@dataclass(slots=True)
class Problem:
    """One thing that is wrong. `byte` counts from the start of the file, `line` and `column` from 1 (XML)."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)
    tag: str | None = None
    byte: int | None = None
    line: int | None = None
    column: int | None = None

    @property
    def fatal(self) -> bool:
        """True when the record could not be taken."""
        return self.code in FATAL

    @property
    def message(self):
        """The sentence for people, lazily translated."""
        sentence = SENTENCES[self.code]
        return format_lazy(sentence, **self.params) if self.params else sentence

    @property
    def where(self):
        """The place for people, lazily translated; empty when the whole record is meant."""
        if self.tag is not None:
            return format_lazy(_("field {tag}"), tag=self.tag)
        if self.line is not None:
            return format_lazy(_("line {line}, column {column}"), line=self.line, column=self.column or 1)
        if self.byte is not None:
            return format_lazy(_("byte {byte}"), byte=self.byte)
        return ""

    def as_dict(self) -> dict:
        """Plain data for storing; empty members are left out."""
        named = {name: getattr(self, name) for name in ("code", "params", "tag", "byte", "line", "column")}
        return {name: value for name, value in named.items() if value not in (None, {})}

    @classmethod
    def from_dict(cls, stored: dict) -> "Problem":
        return cls(**stored)
