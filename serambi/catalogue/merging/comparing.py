"""Two records side by side: what differs, field by field, in words people know."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Description
from serambi.catalogue.marc.items import items_of
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.vocabulary import Format
from serambi.kit.folding import fold


@dataclass(frozen=True)
class Line:
    label: str
    ours: list[str]
    new: list[str]
    same: bool
    alike: bool
    """Differs only in case, marks or punctuation."""


def compare(ours: Marc | None, new: Marc, *, our_copies: int = 0) -> list[Line]:
    """A line per field that at least one of the two has; without `ours` only the new one is shown."""
    left = _fields(describe(ours)) if ours else {}
    right = _fields(describe(new))
    left[_("Copies")] = [str(our_copies)] if ours else []
    right[_("Copies")] = [str(len(items_of(new)))]
    lines = []
    for label, values in right.items():
        mine = left.get(label, [])
        if mine or values:
            alike = fold(" ".join(mine)) == fold(" ".join(values))
            lines.append(Line(label, mine, values, mine == values, alike))
    return lines


def _fields(seen: Description) -> dict[str, list[str]]:
    formats = dict(Format.choices)
    fields = {
        _("Title"): [seen.title],
        _("Responsibility"): [seen.responsibility],
        _("Names"): [each.heading + (f" ({each.role})" if each.role else "") for each in seen.contributors],
        _("Edition"): [seen.edition],
        _("Publisher"): [seen.publisher],
        _("Place"): [seen.place],
        _("Year"): [seen.year_text or str(seen.year or "")],
        _("Extent"): [seen.extent],
        _("Series"): [" ".join(filter(None, each)) for each in seen.series],
        _("ISBN"): [*seen.isbns, *seen.isbns_raw],
        _("ISSN"): seen.issns,
        _("Format"): [str(formats.get(seen.format, seen.format))],
        _("Language"): seen.languages,
        _("Class"): [seen.ddc],
        _("Call number"): [seen.call_number],
        _("Subjects"): [each.heading for each in seen.subjects],
        _("Record number"): [" ".join(filter(None, [seen.control_source, seen.control_number]))],
        _("Other numbers"): seen.system_numbers,
        _("Summary"): [seen.summary],
    }
    return {label: [value for value in values if value] for label, values in fields.items()}
