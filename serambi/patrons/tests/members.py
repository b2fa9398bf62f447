"""Members for tests, made by the acts of the room: adults, children with a mother, people who wait."""

import datetime
from importlib import import_module

from django.apps import apps
from django.utils.timezone import now

from serambi.patrons.guardians import Named
from serambi.patrons.models import Category, Consent, Patron
from serambi.patrons.registering import Agreed, new_patron, register


def first_rules() -> None:
    """Categories, card scheme and texts, as the migration lays them; tests on committed data sweep them away."""
    import_module("serambi.patrons.migrations.0002_first_rules").lay(apps, None)


def nobody_yet() -> None:
    """The library without the members of the cast: these tests register their own."""
    Consent.objects.all().delete()
    Patron.objects.all().delete()


def born(years: int) -> datetime.date:
    """A date of birth of somebody who is so many years old, half a year from either birthday."""
    return now().date() - datetime.timedelta(days=int(years * 365.25) + 180)


def details(world, name: str, **values) -> dict:
    """What `register` asks for: an adult of Pusat, unless `values` say otherwise."""
    code = values.pop("category", "dewasa")
    category = code if isinstance(code, Category) else Category.objects.get(code=code)
    return {"name": name, "born_on": born(30), "home_branch": world.pusat, "category": category} | values


def a_member(world, name: str = "Sari Lestari", **values) -> Patron:
    """Registered by Bu Wati, with consent given at the desk."""
    return register(details(world, name, **values), agreed=Agreed(), by=world.wati)


def a_child(world, name: str = "Dimas Prasetyo", parent: Patron | None = None, **values) -> Patron:
    """Ten years old; the mother named and her consent given at the desk."""
    mother = Named(name="Bu Dewi Prasetyo", relation="mother", phone="0812 5555 0101", patron=parent)
    values = {"category": "anak", "born_on": born(10)} | values
    return register(details(world, name, **values), agreed=Agreed(), guardian=mother, by=world.wati)


def an_applicant(world, name: str = "Budi Santoso", **values) -> Patron:
    """Somebody who joined online and waits, without any consent yet."""
    patron, reasons = new_patron(details(world, name, **values))
    assert not reasons
    patron.card_number = f"W{Patron.objects.count():05}"
    patron.save()
    return patron


def typed(people, **values) -> dict:
    """The register form as the desk fills it in."""
    return {
        "name": "Sari Lestari", "born_on": born(30).isoformat(), "home_branch": people.pusat.pk, "language": "id",
        "how": "desk",
    } | values  # fmt: skip
