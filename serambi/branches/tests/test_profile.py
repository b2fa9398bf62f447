"""City profiles: the five of the house are right, and a wrong one says every fault by its key."""

import copy
import tomllib
from pathlib import Path

import pytest

from serambi.branches.models import Branch, Holiday, Library, OpeningHours
from serambi.branches.profile import ProfileError, faults_of, seed, seed_from_settings
from serambi.modules.switches import declared, states

FOLDER = Path(__file__).resolve().parents[3] / "profiles"
CITIES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(city):
    return tomllib.loads((FOLDER / f"{city}.toml").read_text("utf-8"))


def test_the_five_cities_of_the_articles_are_there_each_with_its_own_colour():
    assert CITIES == ["bima", "palu", "pasuruan", "payakumbuh", "solok"]
    assert len({read(city)["library"]["hue"] for city in CITIES}) == 5


@pytest.mark.parametrize("city", CITIES)
def test_a_city_has_a_main_library_called_pusat_a_mobile_one_and_every_facts(city):
    profile = read(city)
    assert faults_of(profile) == []
    branches = profile["branches"]
    assert len(branches) >= 3
    assert [b["code"] for b in branches if b["kind"] == "main"] == ["pusat"]
    assert any(b["kind"] == "mobile" for b in branches)
    for branch in branches:
        assert {"address", "phone", "about", "facilities", "accessibility", "hours"} <= branch.keys()
        assert "-000-" in branch["phone"], "an invented number must look invented"


@pytest.mark.django_db
@pytest.mark.parametrize("city", CITIES)
def test_a_city_is_seeded_once_and_then_left_alone(city):
    assert seed(read(city), example=True)
    library = Library.objects.get()
    assert library.shows_example_data
    assert Branch.objects.count() == len(read(city)["branches"])
    assert set(Branch.objects.values_list("zone", flat=True)) == {library.zone}
    assert OpeningHours.objects.filter(branch__kind="mobile").exclude(place="").exists()
    Branch.objects.filter(code="pusat").update(name="Renamed by staff")
    assert not seed(read(city), example=False)
    assert Branch.objects.get(code="pusat").name == "Renamed by staff"


@pytest.mark.django_db
def test_setup_seeds_the_city_of_the_settings_with_holidays():
    assert seed_from_settings(example=False)
    assert not seed_from_settings(example=False)
    assert Library.objects.get().name == "Perpustakaan Kota Palu"
    assert Holiday.objects.exists()


@pytest.mark.django_db
def test_switches_of_the_profile_are_set():
    profile = read("palu")
    code = next(iter(declared()))
    profile["modules"] = {code: False}
    seed(profile, example=False)
    assert states()[code] is False


def broken(**change):
    profile = copy.deepcopy(read("palu"))
    for path, value in change.items():
        table, *keys = path.split("__")
        target = profile[table]
        for key in keys[:-1]:
            target = target[int(key) if key.isdigit() else key]
        target[int(keys[-1]) if keys[-1].isdigit() else keys[-1]] = value
    return profile


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"library__zone": "Europe/Berlin"}, "library.zone"),
        ({"library__hue": 400}, "library.hue"),
        ({"library__hue": "teal"}, "library.hue"),
        ({"library__name": ""}, "library.name"),
        ({"library__motto": "?"}, "library.motto"),
        ({"library__email": "nowhere"}, "library.email"),
        ({"branches__1__code": "two words"}, "branches[2].code"),
        ({"branches__1__code": "pusat"}, "branches: code 'pusat'"),
        ({"branches__1__kind": "castle"}, "branches[2].kind"),
        ({"branches__1__kind": "main"}, "branches: exactly one"),
        ({"branches__1__latitude": 100.0}, "branches[2]"),
        ({"branches__1__facilities": "wifi"}, "branches[2].facilities"),
        ({"branches__1__facilities": [1]}, "branches[2].facilities"),
        ({"branches__1__hours": "always"}, "branches[2].hours"),
        ({"branches__1__hours__mon": "8 to 9"}, "branches[2].hours.mon"),
        ({"branches__1__hours__mon": "08.00-25.00"}, "branches[2].hours.mon"),
        ({"branches__1__hours__someday": "08.00-09.00"}, "branches[2].hours.someday"),
        ({"branches__1__hours__sun": ["08.00-12.00", "11.00-13.00"]}, "branches[2].hours: Sunday"),
        ({"branches__1__hours__sun": "12.00-08.00"}, "branches[2].hours: Sunday"),
        ({"modules__teleport": True}, "modules.teleport"),
        ({"modules__discovery.children": "yes"}, "modules.discovery.children"),
    ],
)
def test_a_fault_is_named_by_its_key(change, key):
    faults = faults_of(broken(**change))
    assert any(fault.startswith(key) for fault in faults), faults


@pytest.mark.django_db
@pytest.mark.parametrize(
    "profile", [{}, {"library": 1}, {"library": {}, "branches": []}, {"library": {}, "branches": [1]}]
)
def test_a_profile_that_is_none_says_so(profile):
    with pytest.raises(ProfileError):
        seed(profile, example=False)
