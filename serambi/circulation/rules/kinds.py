"""The kinds of values a rule can have: how each is read, refused and said. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NONE = "none"
"""What a rule says when it gives no number: no limit, never, as the loan. Empty text would mean "no rule"."""
YES, NO = "yes", "no"
LONGEST = 1095
LONGEST_HOURS = 720
MOST = 9999
MOST_RUPIAH = 100_000_000


class Kind(StrEnum):
    """What a value is."""

    DAYS = "days"
    HOURS = "hours"
    COUNT = "count"
    RUPIAH = "rupiah"
    YES_NO = "yes_no"
    CHOICE = "choice"


NUMBERS = frozenset({Kind.DAYS, Kind.HOURS, Kind.COUNT, Kind.RUPIAH})
LARGEST = {Kind.DAYS: LONGEST, Kind.HOURS: LONGEST_HOURS, Kind.COUNT: MOST, Kind.RUPIAH: MOST_RUPIAH}


class WrongValue(ValueError):
    """This text is no value of that kind."""


@dataclass(frozen=True)
class What:
    """One thing that can be ruled."""

    code: str
    kind: Kind
    default: str
    """What holds where no rule says anything, as a rule would write it."""
    label: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    none: str = ""
    """The words for "no number"; empty: there is always one."""
    scope: frozenset[str] = frozenset({"branch", "category", "material", "lending"})
    """What a rule about it may depend on."""
    least: int = 0

    def read(self, text: str) -> int | bool | str | None:
        """The value that `text` writes, or WrongValue."""
        if self.none and text == NONE:
            return None
        if self.kind == Kind.YES_NO:
            if text not in (YES, NO):
                raise WrongValue(text)
            return text == YES
        if self.kind == Kind.CHOICE:
            if text not in dict(self.choices):
                raise WrongValue(text)
            return text
        if not (text.isascii() and text.isdigit() and len(text) <= 10):
            raise WrongValue(text)
        number = int(text)
        if not self.least <= number <= LARGEST[self.kind]:
            raise WrongValue(text)
        return number

    def words(self, text: str) -> str:
        """The value for people: "7 days", "Rp500", "only in the library". Text that is no value is shown as it is."""
        try:
            value = self.read(text)
        except WrongValue:
            return text
        if value is None:
            return str(self.none)
        if self.kind == Kind.YES_NO:
            return _("yes") if value else _("no")
        if self.kind == Kind.CHOICE:
            return str(dict(self.choices)[value])
        if self.kind == Kind.DAYS:
            return ngettext("%(number)d day", "%(number)d days", value) % {"number": value}
        if self.kind == Kind.HOURS:
            return ngettext("%(number)d hour", "%(number)d hours", value) % {"number": value}
        if self.kind == Kind.RUPIAH:
            return "Rp" + f"{value:,}".replace(",", ".")
        return str(value)
