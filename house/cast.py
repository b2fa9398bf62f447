"""The cast everybody knows: one library, two branches, its people and thirty titles (the fixture `world`).

Every user's password is PASSWORD. Attributes of the world: `library`, `pusat`, `timur`, one per person (by user name),
`records` (in the order of fixtures/make_cast.py), `laskar_pelangi` and other titles by name, `items`, and `batch`, the
import that brought them; `members` by user name, also `sari_member`, `budi_member`, `dewi_member`, `dimas_member`.
"""

import datetime
import time
from pathlib import Path
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password

from house.shelf import put_on_shelf
from serambi.accounts.models import StaffPost, User
from serambi.accounts.roles import Role
from serambi.branches.models import Branch, Library, OpeningHours, Zone
from serambi.catalogue.models import BibRecord, NumberPattern
from serambi.kit.folding import fold
from serambi.patrons.models import Category, Consent, ConsentText, Guardian, Patron

PASSWORD = "Kaledo-Donggala-77"
CAST_MRC = Path(__file__).with_name("fixtures") / "cast.mrc"

PEOPLE = {
    # user name: (full name, role or None, code of the branch, "" for everywhere)
    "sari": ("Sari Lestari", None, ""),
    "budi": ("Budi Santoso", None, ""),
    "dimas": ("Dimas Prasetyo", None, ""),
    "dewi": ("Bu Dewi Prasetyo", None, ""),
    "wati": ("Bu Wati Rahmawati", Role.DESK, "pusat"),
    "arman": ("Pak Arman Daeng Malewa", Role.CATALOGUER, ""),
    "hana": ("Hana Lawira", Role.CATALOGUER, "timur"),
    "rini": ("Rini Kusuma", Role.REFERENCE, "pusat"),
    "yusuf": ("Yusuf Tadulako", Role.PROGRAMS, "pusat"),
    "maya": ("Maya Sigi", Role.OUTREACH, "pusat"),
    "rina": ("Rina Palolo", Role.EDITOR, ""),
    "dian": ("Dian Marawola", Role.PUBLISHER, ""),
    "joko": ("Pak Joko Widagdo", Role.HEAD, ""),
    "ratih": ("Ratih Anggraini", Role.IT, ""),
    "tono": ("Tono Parigi", Role.DESK, "timur"),
}

WHO = {
    "anonymous": None,
    "patron": "sari",
    "desk": "wati",
    "cataloguer": "arman",
    "reference": "rini",
    "programs": "yusuf",
    "outreach": "maya",
    "editor": "rina",
    "publisher": "dian",
    "head": "joko",
    "it": "ratih",
    "other_desk": "tono",
    "other_cataloguer": "hana",
}
"""Whom the harnesses send through every door: role to user name. `other_*` have their post at Cabang Timur only."""

MEMBERS = {
    # user name: (card number, day of birth, kind of member, code of the home branch)
    "sari": ("2026000018", datetime.date(1994, 3, 14), Category.Kind.ADULT, "pusat"),
    "budi": ("2026000026", datetime.date(1988, 8, 17), Category.Kind.ADULT, "timur"),
    "dewi": ("2026000034", datetime.date(1985, 4, 21), Category.Kind.ADULT, "pusat"),
    "dimas": ("2026000042", datetime.date(2016, 6, 14), Category.Kind.CHILD, "pusat"),
}
"""Members of the library: Dimas is ten, and Bu Dewi, his mother, answers for him. Cards count until the end of 2099."""

NAMED = {
    "laskar_pelangi": 0,
    "braille": 1,
    "bumi_manusia": 3,
    "kancil": 9,
    "bobo": 12,
    "ebook": 14,
    "long_title": 16,
    "chinese": 18,
}


def place() -> SimpleNamespace:
    """The library, its two branches and their weekly hours (Monday to Friday 08-20, Saturday 09-15)."""
    library = Library.objects.create(
        id=1, name="Perpustakaan Kota Palu", short_name="Perpustakaan Palu", city="Palu", zone=Zone.WITA,
        tagline="Beranda pengetahuan warga Palu", email="halo@perpustakaan.example", shows_example_data=True,
    )  # fmt: skip
    pusat = Branch.objects.create(
        code="pusat", name="Perpustakaan Pusat", short_name="Pusat", kind=Branch.Kind.MAIN, zone=Zone.WITA,
        address="Jalan Contoh 1, Palu", phone="0451 555 0100", position=1, facilities=["wifi"], accessibility=["ramp"],
    )  # fmt: skip
    timur = Branch.objects.create(
        code="timur",
        name="Cabang Timur",
        short_name="Timur",
        zone=Zone.WITA,
        address="Jalan Contoh 2, Palu",
        position=2,
    )
    for branch in (pusat, timur):
        for weekday in range(6):
            opens, closes = (
                (datetime.time(9), datetime.time(15)) if weekday == 5 else (datetime.time(8), datetime.time(20))
            )
            OpeningHours.objects.create(branch=branch, weekday=weekday, opens=opens, closes=closes)
    return SimpleNamespace(library=library, pusat=pusat, timur=timur)


def people(branches: dict[str, Branch]) -> dict[str, User]:
    """Everybody, with the posts they hold."""
    cast, password = {}, make_password(PASSWORD)
    for username, (name, role, code) in PEOPLE.items():
        user = User.objects.create(username=username, email=f"{username}@example.id", name=name, password=password)
        if role:
            StaffPost.objects.create(user=user, role=role, branch=branches.get(code))
        cast[username] = user
    return cast


def members(users: dict[str, User], branches: dict[str, Branch]) -> dict[str, Patron]:
    """The membership of those who have one, with what they agreed to."""
    # a migration brings them, and the tests that need committed data sweep them away
    kinds = {each.kind: each for each in Category.objects.order_by("-position")}
    for kind in {row[2] for row in MEMBERS.values()} - set(kinds):
        kinds[kind] = Category.objects.create(code=kind, kind=kind, name=Category.Kind(kind).name.title())
    text, _made = ConsentText.objects.get_or_create(purpose="membership", version=1, defaults={"body": "Setuju."})
    moment = datetime.datetime(2026, 1, 5, 2, tzinfo=datetime.UTC)
    patrons = {
        username: Patron(
            user=users[username], name=users[username].name, name_key=fold(users[username].name), card_number=number,
            born_on=born_on, category=kinds[kind], home_branch=branches[code], email=users[username].email,
            state=Patron.State.ACTIVE, verified_at=moment, verified_by=users["wati"], joined_on=moment.date(),
            expires_on=datetime.date(2099, 12, 31),
        )
        for username, (number, born_on, kind, code) in MEMBERS.items()
    }  # fmt: skip
    Patron.objects.bulk_create(patrons.values())
    mother = Guardian.objects.create(
        child=patrons["dimas"], patron=patrons["dewi"], name=patrons["dewi"].name, relation=Guardian.Relation.MOTHER
    )
    Consent.objects.bulk_create(
        Consent(patron=patron, text=text, guardian=mother if username == "dimas" else None, how=Consent.How.DESK)
        for username, patron in patrons.items()
    )
    return patrons


def with_people(known: SimpleNamespace) -> SimpleNamespace:
    """The place with its people: each by user name, and their memberships as `members["sari"]` or `sari_member`."""
    branches = {"pusat": known.pusat, "timur": known.timur}
    users = people(branches)
    known.members = members(users, branches)
    vars(known).update(users, **{f"{username}_member": patron for username, patron in known.members.items()})
    return known


def world() -> SimpleNamespace:
    """Everything, in the current database."""
    known = with_people(place())
    # a migration brings it, and the tests that need committed data sweep it away
    NumberPattern.objects.get_or_create(kind="barcode", pattern="B00000", defaults={"is_default": True})
    known.batch = put_on_shelf(CAST_MRC.read_bytes(), branch=known.pusat, by=known.arman)
    known.records = list(BibRecord.objects.order_by("control_number").prefetch_related("items"))
    for name, index in NAMED.items():
        setattr(known, name, known.records[index])
    known.items = [item for record in known.records for item in record.items.all()]
    return known


def enter(client, user):
    """Sign `user` in, as somebody who has just given the password (so that no page asks for it again)."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3600}]
    session.save()
    return client
