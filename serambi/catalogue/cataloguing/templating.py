"""Records to begin from: those that come with Serambi, one a format, and the library's own."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from serambi.catalogue import refusals
from serambi.catalogue.marc.record import ControlField, Marc
from serambi.catalogue.marc.starters import CODES, starter
from serambi.catalogue.models import RecordTemplate
from serambi.kit.refusal import Refused

NOT_COPIED = {"001", "003", "005", "035", "020", "022", "024", "952", "949"}
"""What belongs to one title, never to a template."""

NAMES = {
    "book": _("Printed book"),
    "large_print": _("Large-print book"),
    "braille": _("Braille book"),
    "audiobook": _("Audiobook"),
    "daisy": _("DAISY talking book"),
    "ebook": _("E-book"),
    "film": _("Film"),
    "music": _("Music recording"),
    "map": _("Map"),
    "journal": _("Journal or magazine"),
    "kit": _("Kit of several pieces"),
}
"""What one begins, by the code of the starter: more than the name of its format says."""


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    own: RecordTemplate | None = None


def choices() -> list[Choice]:
    """The formats first, then the library's own by name. One query."""
    ours = RecordTemplate.objects.order_by("name").select_related("by").defer("marc")
    return [
        *(Choice(code, str(NAMES[code])) for code in CODES),
        *(Choice(f"own-{t.pk}", t.name, t) for t in ours),
    ]


def begin(code: str, day: date) -> Marc | None:
    """A new record from a template, entered on the day; None for a code nobody knows."""
    if code in CODES:
        return starter(code, day)
    number = code.removeprefix("own-")
    if number == code or not (number.isascii() and number.isdigit()) or len(number) > 15:
        return None
    own = RecordTemplate.objects.filter(pk=int(number)).first()
    if own is None:
        return None
    marc = Marc.from_json(own.marc)
    coded = marc.get("008")
    if isinstance(coded, ControlField):
        coded.value = f"{day:%y%m%d}" + coded.value[6:]
    return marc


@transaction.atomic
def save_as(name: str, marc: Marc, *, by) -> RecordTemplate:
    """Keep the record as a template, without its numbers. Refuses an empty name and one that is taken."""
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > 80:
        raise Refused(refusals.TEMPLATE_NAME)
    kept = Marc(marc.leader, [each for each in marc.fields if each.tag not in NOT_COPIED])
    try:
        with transaction.atomic():
            return RecordTemplate.objects.create(name=name, marc=kept.to_json(), by=by)
    except IntegrityError:
        raise Refused(refusals.TEMPLATE_NAME) from None


def forget(template: RecordTemplate) -> None:
    template.delete()
