"""Facets as a form shows them: groups of checkboxes with names and counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from serambi.catalogue.ddc import class_of
from serambi.catalogue.models import Authority
from serambi.catalogue.vocabulary import Audience, Format
from serambi.discovery.index import LAZY, FacetValue
from serambi.discovery.places import places
from serambi.discovery.query import Query, to_address
from serambi.discovery.query.addresses import FACET_KEYS
from serambi.ui.words import language_name

__all__ = ["Chip", "Choice", "Group", "chips_of", "groups_of", "label_of", "unknown_choices"]

TITLES = {
    "availability": gettext_lazy("Availability"),
    "format": pgettext_lazy("of a work", "Format"),
    "branch": gettext_lazy("Branch"),
    "accessible": gettext_lazy("Reading made easy"),
    "audience": gettext_lazy("For"),
    "language": gettext_lazy("Language"),
    "class": gettext_lazy("Class"),
    "year": gettext_lazy("Year"),
    "author": gettext_lazy("Author"),
    "subject": gettext_lazy("Subject"),
    "series": gettext_lazy("Series"),
}
AVAILABILITY = {
    "available": gettext_lazy("On the shelf now"),
    "online": gettext_lazy("To read online"),
}
ACCESSIBLE = gettext_lazy("Large print, braille or audio")
FORMATS, AUDIENCES = frozenset(Format.values), frozenset(Audience.values)
SHOWN_AT_FIRST = {"year": 6, "language": 6, "author": 8, "subject": 8, "series": 6, "branch": 12, "format": 10}
SHOWN_OTHERWISE = 12
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    selected: bool
    below: bool = False
    """Stands below another choice (a division below its class)."""


@dataclass(frozen=True, slots=True)
class Group:
    """One facet. `more` are the choices behind "show more"."""

    name: str
    key: str
    title: str
    choices: list[Choice] = field(default_factory=list)
    more: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, with the address without it."""

    label: str
    facet: str
    url: str


def names_of(values: Iterable[str]) -> dict[str, str]:
    """The names of headings by the id in a facet value. One query, none when there are no values."""
    ids = [int(value) for value in values if value.isdigit() and len(value) < 19]
    if not ids:
        return {}
    return {str(pk): name for pk, name in Authority.objects.filter(pk__in=ids).values_list("pk", "display")}


def label_of(facet: str, value: str, names: dict[str, str]) -> str:
    """What a facet value is called; "" when nothing here has it."""
    if facet == "format":
        return str(Format(value).label) if value in FORMATS else ""
    if facet == "audience":
        return str(Audience(value).label) if value in AUDIENCES else ""
    if facet == "availability":
        return str(AVAILABILITY.get(value, ""))
    if facet == "accessible":
        return str(ACCESSIBLE)
    if facet == "branch":
        return next((place.short_name for place in places().values() if place.code == value), "")
    if facet == "language":
        return language_name(value)
    if facet == "class":
        found = class_of(value)
        return f"{found.number} {found.name}".strip() if found else ""
    if facet == "year":
        first, dash, last = value.partition("-")
        if not dash or first == last:
            return first
        if not first:
            return _("up to %(year)s") % {"year": last}
        return f"{first}–{last}" if last else _("from %(year)s") % {"year": first}
    return names.get(value, "")


def groups_of(counted: dict[str, list[FacetValue]], query: Query) -> list[Group]:
    """The groups in the order of a reader's questions; empty ones are left out. At most one query."""
    names = names_of(one.value for name in LAZY for one in counted.get(name, ()))
    groups = []
    for name, title in TITLES.items():
        values = counted.get(name, [])
        if name == "class":
            values = _classes(values, query)
        choices = [
            Choice(
                one.value, label, one.count, one.selected, name == "class" and len(one.value) > 1 and one.value != "2x"
            )
            for one in values
            if (label := label_of(name, one.value, names))
        ]
        if name == "branch":
            order = {place.code: place.position for place in places().values()}
            choices.sort(key=lambda choice: order.get(choice.value, len(order)))
        if name == "audience":
            choices = [choice for choice in choices if choice.value != Audience.UNKNOWN or choice.selected]
        if not choices or (len(choices) == 1 and not choices[0].selected and name in ("language", "audience")):
            continue
        first = SHOWN_AT_FIRST.get(name, SHOWN_OTHERWISE)
        shown = [choice for at, choice in enumerate(choices) if at < first or choice.selected]
        rest = [choice for choice in choices[first:MOST_SHOWN] if not choice.selected]
        groups.append(Group(name, FACET_KEYS[name], str(title), shown, rest))
    return groups


def _classes(values: list[FacetValue], query: Query) -> list[FacetValue]:
    """The main classes, and below a chosen one its divisions: a tree opened one step at a time."""
    chosen = query.chosen("class")
    open_codes = {chosen_code[:length] for chosen_code in chosen for length in range(1, len(chosen_code) + 1)}

    def shown(code: str) -> bool:
        if len(code) == 1 or code == "2x" or code in chosen:
            return True
        return code[:-1] in open_codes

    return sorted((one for one in values if shown(one.value)), key=lambda one: one.value)


def chips_of(query: Query, path: str) -> list[Chip]:
    """The filters that are on, each with the way to take it off. At most one query."""
    names = names_of(value for name in LAZY for value in query.chosen(name))
    return [
        Chip(label_of(facet, value, names) or value, facet, f"{path}?{to_address(query.toggled(facet, value))}")
        for facet, values in query.filters
        for value in values
    ]


def unknown_choices(query: Query) -> list[tuple[str, str]]:
    """(facet title, value) of chosen values that nothing here has."""
    names = names_of(value for name in LAZY for value in query.chosen(name))
    return [
        (str(TITLES[facet]), value)
        for facet, values in query.filters
        for value in values
        if not label_of(facet, value, names)
    ]
