"""City profiles (`profiles/<city>.toml`): what an empty library starts with. After that the library's own screens rule.

[library]    name, short_name, city, zone (Asia/Jakarta, Asia/Makassar or Asia/Jayapura), hue (0 to 359);
             tagline, email, phone, address, marc_code (MARC organization code)
[[branches]] code, name, short_name, kind (main, branch, mobile, corner); address, directions, latitude, longitude,
             phone, email, about, facilities, accessibility (codes of `facts.py` or own words), zone (if not the
             library's), hours: { mon-fri = "08.00-20.00", sat = ["09.00-12.00", "13.00-16.00"] };
             a stop of a mobile library: "09.00-11.00 @ Lapangan Vatulemo"
[modules]    switches, on or off: "discovery.children" = true
"""

import re
from datetime import time
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.timezone import now

from serambi.branches import hours, places
from serambi.branches.holidays import load_holidays
from serambi.branches.hours import WeeklySpan, set_weekly_hours
from serambi.branches.models import Branch, Library, Zone
from serambi.branches.places import BRANCH_FACTS, LIBRARY_FACTS
from serambi.branches.queries import forget
from serambi.modules import switches

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"(\d\d)[.:](\d\d)\s*[-–]\s*(\d\d)[.:](\d\d)(?:\s*@\s*(\S.*))?")
NEEDED_OF_LIBRARY = ("name", "short_name", "city", "zone", "hue")
NEEDED_OF_BRANCH = ("code", "name", "short_name", "kind")


class ProfileError(ImproperlyConfigured):
    """A profile that cannot be used. `faults` are sentences that begin with the key they are about."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("The city profile cannot be used:\n" + "\n".join(f"  {fault}" for fault in faults))


def seed_from_settings(*, example: bool = False) -> bool:
    """`seed` with the profile of the settings, and the holidays of this year and the next. For `serambi setup`."""
    created = seed(settings.PROFILE, example=example)
    year = now().year
    for each in (year, year + 1):
        load_holidays(each, by=None)
    return created


@transaction.atomic
def seed(profile: dict, *, example: bool) -> bool:
    """Make library, branches, hours and switches from a profile; True if it did, False when a library stands already.

    A library that stands is left alone, whatever the profile says now. Raises `ProfileError` with every fault.
    """
    faults = faults_of(profile)
    if faults:
        raise ProfileError(faults)
    facts = {name: value for name, value in profile["library"].items() if name in LIBRARY_FACTS}
    _library, created = Library.objects.get_or_create(pk=1, defaults={**facts, "shows_example_data": example})
    if not created:
        return False
    for position, said in enumerate(profile["branches"]):
        branch = places.add_branch({"zone": facts["zone"], "position": position, **_exact(said)}, by=None)
        set_weekly_hours(branch, _weekly(said.get("hours", {}), [], ""), by=None)
    for code, on in profile.get("modules", {}).items():
        switches.set_switch(code, on)
    transaction.on_commit(forget)
    return True


def faults_of(profile: dict) -> list[str]:
    """Everything wrong with a profile, each sentence beginning with its key. Empty when it can be used."""
    with translation.override("en"):  # they go to a terminal, among other English sentences
        return _faults_of(profile)


def _faults_of(profile: dict) -> list[str]:
    faults = [f"{key}: unknown; known are library, branches, modules" for key in profile.keys() - _TOP]
    library = profile.get("library")
    if not isinstance(library, dict):
        return [*faults, "library: this table is missing"]
    faults += _faults_of_library(library)
    branches = profile.get("branches")
    if not isinstance(branches, list) or not branches or not all(isinstance(b, dict) for b in branches):
        return [*faults, "branches: at least one [[branches]] is needed"]
    for number, branch in enumerate(branches, 1):
        faults += _faults_of_branch(branch, f"branches[{number}]", library)
    codes = [branch.get("code") for branch in branches]
    faults += [f"branches: code {code!r} is used twice" for code in {c for c in codes if codes.count(c) > 1}]
    if [branch.get("kind") for branch in branches].count(Branch.Kind.MAIN) != 1:
        faults.append('branches: exactly one branch has kind = "main"')
    return faults + _faults_of_modules(profile.get("modules", {}))


_TOP = {"library", "branches", "modules"}


def _faults_of_library(library: dict) -> list[str]:
    known = set(LIBRARY_FACTS)
    faults = [f"library.{key}: missing" for key in NEEDED_OF_LIBRARY if key not in library]
    faults += [
        f"library.{key}: unknown; known are {', '.join(sorted(known))}" for key in sorted(library.keys() - known)
    ]
    model = Library(pk=1, **{key: value for key, value in library.items() if key in known})
    faults += _model_faults(model, "library", library.keys() & known)
    hue = library.get("hue")
    if isinstance(hue, int) and 0 <= hue <= 359 and places.wrong_hue(hue):
        faults.append(f"library.hue: {hue} gives words too little contrast")
    return faults


def _unknown(said: dict, where: str, known: set[str]) -> list[str]:
    names = ", ".join(sorted(known))
    return [f"{where}.{key}: unknown; known are {names}" for key in sorted(said.keys() - known)]


def _faults_of_branch(said: dict, where: str, library: dict) -> list[str]:
    known = {*BRANCH_FACTS, "hours"} - {"position"}
    faults = [f"{where}.{key}: missing" for key in NEEDED_OF_BRANCH if key not in said]
    faults += _unknown(said, where, known)
    facts = {"zone": library.get("zone", Zone.WIB), **_exact(said, known - {"hours"})}
    faults += _model_faults(Branch(**facts), where, facts.keys() & said.keys())
    for key in ("facilities", "accessibility"):
        if not isinstance(said.get(key, []), list) or not all(isinstance(fact, str) for fact in said.get(key, [])):
            faults.append(f"{where}.{key}: a list of words is needed")
    if ("latitude" in said) != ("longitude" in said):
        faults.append(f"{where}.latitude: latitude and longitude come together")
    spans = _weekly(said.get("hours", {}), faults, f"{where}.hours")
    return faults + [f"{where}.hours: {reason.message}" for reason in hours.wrong_with(spans)]


def _exact(said: dict, keys=frozenset(BRANCH_FACTS)) -> dict:
    """The facts as the model takes them: TOML's floats are not exact, decimals are."""
    return {k: Decimal(str(v)) if isinstance(v, float) else v for k, v in said.items() if k in keys}


def _model_faults(model, where: str, keys) -> list[str]:
    try:
        model.clean_fields(exclude={field.name for field in model._meta.fields} - set(keys))
    except ValidationError as error:
        return [f"{where}.{key}: {' '.join(messages)}" for key, messages in error.message_dict.items()]
    except (TypeError, ValueError, AttributeError):
        return [f"{where}: a value has the wrong type (text, number or list)"]
    return []


def _faults_of_modules(modules) -> list[str]:
    if not isinstance(modules, dict):
        return ["modules: a table of switches is needed"]
    known = switches.declared()
    faults = [
        f"modules.{code}: no such switch; known are {', '.join(sorted(known))}" for code in modules if code not in known
    ]
    return faults + [f"modules.{code}: true or false is needed" for code, on in modules.items() if type(on) is not bool]


def _weekly(said, faults: list[str], where: str) -> list[WeeklySpan]:
    """The spans of an `hours` table; what cannot be read is added to `faults`."""
    if not isinstance(said, dict):
        faults.append(f'{where}: a table like {{ mon-fri = "08.00-20.00" }} is needed')
        return []
    found = []
    for key, value in said.items():
        weekdays = _weekdays(key)
        if not weekdays:
            faults.append(f"{where}.{key}: a weekday (mon) or a range of them (mon-fri) is needed")
        for text in value if isinstance(value, list) else [value]:
            span = _span(text)
            if span is None:
                faults.append(f"{where}.{key}: {text!r} is not a span like 08.00-20.00")
            else:
                found += [WeeklySpan(weekday, *span) for weekday in weekdays]
    return found


def _weekdays(key: str) -> range:
    first, _, last = key.partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        return range(0)
    return range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1)


def _span(text) -> tuple[time, time, str] | None:
    match = SPAN.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4])), (match[5] or "").strip()[:120]
    except ValueError:
        return None
