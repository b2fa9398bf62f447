"""Diagnostics: what a server says when it cannot do what was asked, in words for librarians.

The numbers are those of the SRU diagnostic list (info:srw/diagnostic/1/n).
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    1: _("The server has an error of its own."),
    2: _("The server is out of service for the moment."),
    3: _("The server wants a name and a password."),
    4: _("The server does not do searches over SRU."),
    5: _("The server does not speak this version of SRU."),
    6: _("The server does not accept a value of the request."),
    7: _("The server misses a part of the request."),
    8: _("The server does not know a part of the request."),
    10: _("The server does not understand the query."),
    11: _("The server does not know this kind of query."),
    12: _("The query is too long for the server."),
    13: _("The server does not accept brackets in a query."),
    15: _("The server does not know this set of indexes."),
    16: _("The server has no such index."),
    19: _("The server does not know this relation; choose the other one for words."),
    22: _("The server cannot search this index in this way."),
    23: _("A word is too long for the server."),
    24: _("The server cannot search for this in this index."),
    27: _("The server cannot search for nothing."),
    35: _("Every word of the query is too common to be searched."),
    36: _("The server cannot join several conditions."),
    37: _("The server does not know how the conditions are joined."),
    38: _("There are too many conditions for the server."),
    48: _("The server cannot search for what was asked."),
    61: _("There are no more records."),
    63: _("The server found the record but could not read it."),
    64: _("The record is out of reach for the moment."),
    65: _("The record is gone."),
    66: _("The server does not have MARC records under this name of the format."),
    67: _("This record does not exist in the format."),
    68: _("The server may not give this record away."),
    69: _("The server may not give this record away in the format."),
    70: _("The record is too large for the server."),
    71: _("The server cannot pack records in this way."),
}
GENERAL = _("The server refused.")
END = 61
"""Asked for a record behind the last one: no mistake, just the end."""
_NUMBER = re.compile(r"(?:diagnostic/1/|^)(\d{1,4})$")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """`details` and `message` are the server's own words."""

    uri: str = ""
    details: str = ""
    message: str = ""

    @property
    def number(self) -> int | None:
        found = _NUMBER.search(self.uri.strip())
        return int(found[1]) if found else None

    @property
    def sentence(self):
        """For people, lazily translated."""
        return SENTENCES.get(self.number, GENERAL)

    @property
    def said(self) -> str:
        """What the server itself said, for the curious and the IT person."""
        words = ": ".join(filter(None, [self.message, self.details]))
        return " ".join(filter(None, [words, f"({self.number})" if self.number is not None else self.uri]))[:300]
