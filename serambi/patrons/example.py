"""Invented members for the example library: the cast with their cards, and some two hundred more over all branches.

Names are put together from common Indonesian first and last names (example_names.py); nobody real is meant. Runs in
example libraries only, once; members who exist already are left alone.
"""

import random
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import now as present

from serambi.accounts.example import PASSWORD, is_example
from serambi.accounts.models import User
from serambi.branches.models import Branch
from serambi.branches.queries import local_today
from serambi.kit.folding import fold
from serambi.patrons import consents, policy
from serambi.patrons.example_names import DISTRICTS, FIRST, LAST, SCHOOLS
from serambi.patrons.models import Category, Consent, Guardian, Patron
from serambi.patrons.numbering import next_card_number

MORE = 200
_SEED = 62

CAST = (
    # user name, name, years, code of the category, language, mobile number
    ("sari", "Sari Lestari", 31, "dewasa", "id", "+6281245550101"),
    ("budi", "Budi Santoso", 38, "dewasa", "id", "+6281245550102"),
    ("dewi", "Dewi Prasetyo", 40, "dewasa", "id", "+6281245550103"),
    ("dimas", "Dimas Prasetyo", 10, "anak", "id", ""),
    ("halimah", "Hj. Siti Halimah", 71, "lansia", "id", "+6281245550105"),
    ("fitri", "Fitri Ramadhani", 20, "pelajar", "en", "+6281245550106"),
    ("rahmat", "Rahmat Hidayat", 45, "guru", "id", "+6281245550107"),
    ("sdn1", "SD Negeri 1 Palu", None, "lembaga", "id", "+62451555010"),
)


@transaction.atomic
def seed_example_members() -> int:
    """Make them all, unless there are members already or this is no example library. Returns how many were made."""
    branches = list(Branch.objects.order_by("position", "name"))
    if not is_example() or not branches or Patron.objects.exists():
        return 0
    kinds = {each.code: each for each in Category.objects.all()}
    if not {row[3] for row in CAST} <= kinds.keys():
        return 0
    made = _cast(kinds, branches) + _many(kinds, branches)
    text = consents.present_text(consents.Purpose.MEMBERSHIP)
    guardians = {each.child_id: each for each in Guardian.objects.all()}
    if text is not None:
        Consent.objects.bulk_create(
            Consent(
                patron=patron,
                text=text,
                guardian=guardians.get(patron.pk),
                how=Consent.How.DESK,
                given_at=patron.verified_at,
            )
            for patron in made
            if patron.verified_at and patron.category.kind != Category.Kind.INSTITUTION
        )
    return len(made)


def _cast(kinds, branches) -> list[Patron]:
    """Everybody with an account: the password is PASSWORD."""
    secret = make_password(PASSWORD)
    made = {}
    for place, (username, name, years, code, language, phone) in enumerate(CAST):
        branch = branches[place % min(2, len(branches))]
        user, _new = User.objects.get_or_create(
            username=username, defaults={"name": name, "password": secret, "language": language}
        )
        day = local_today(branch)
        born_on = None if years is None else _birthday(day, years, 40 + place)
        made[username] = _patron(name, kinds[code], branch, born_on, joined_on=day - timedelta(days=200))
        made[username].user, made[username].language, made[username].phone = user, language, phone
    patrons = [_saved(patron) for patron in made.values()]
    Guardian.objects.create(
        child=made["dimas"],
        patron=made["dewi"],
        name=made["dewi"].name,
        relation=Guardian.Relation.MOTHER,
        phone=made["dewi"].phone,
    )
    return patrons


def _many(kinds, branches) -> list[Patron]:
    """A city's members: many children and students, few who never gave a number, some expired, some who still wait."""
    chance = random.Random(_SEED)  # noqa: S311  (the same library every time)
    ages = [
        ("anak", 7, 12),
        ("remaja", 13, 16),
        ("pelajar", 17, 23),
        ("dewasa", 18, 59),
        ("guru", 25, 58),
        ("lansia", 60, 84),
    ]
    made, children = [], []
    for _ in range(MORE):
        code, youngest, oldest = chance.choices(ages, weights=(20, 12, 22, 32, 6, 8))[0]
        branch = chance.choices(branches, weights=[3 if place == 0 else 1 for place in range(len(branches))])[0]
        day = local_today(branch)
        gender = chance.choice("fm")
        name = " ".join([chance.choice(FIRST[gender]), *chance.sample(LAST, chance.choice((0, 1, 1, 1, 2)))])
        patron = _patron(
            name,
            kinds[code],
            branch,
            _birthday(day, chance.randint(youngest, oldest), chance.randrange(360)),
            joined_on=day - timedelta(days=chance.randrange(5, 1400)),
        )
        patron.gender = chance.choice((gender, ""))
        patron.district = chance.choice([*DISTRICTS, "", ""])
        patron.school = chance.choice(SCHOOLS) if code in ("anak", "remaja", "pelajar") else ""
        if code not in ("anak", "remaja") and chance.random() < 0.8:
            patron.phone = f"+62812{chance.randrange(4500_0000, 4599_9999)}"
        if chance.random() < 0.06 and code not in ("anak", "remaja"):
            patron.state, patron.verified_at, patron.expires_on = Patron.State.APPLIED, None, None
            patron.joined_on = day - timedelta(days=chance.randrange(0, 12))
        made.append(_saved(patron))
        if policy.needs_guardian(patron.born_on, day):
            children.append(patron)
    Guardian.objects.bulk_create(
        Guardian(
            child=child,
            name=f"{chance.choice(FIRST['f'])} {chance.choice(LAST)}",
            relation=Guardian.Relation.MOTHER,
            phone=f"+62813{chance.randrange(4500_0000, 4599_9999)}",
        )
        for child in children
    )
    return made


def _patron(name: str, category: Category, branch: Branch, born_on: date | None, *, joined_on: date) -> Patron:
    """Verified on the day of joining; the card was renewed once if that is long ago, or has expired."""
    expires_on = policy.expiry(category.months, joined_on)
    return Patron(
        name=name,
        name_key=fold(name),
        category=category,
        home_branch=branch,
        born_on=born_on,
        state=Patron.State.ACTIVE,
        joined_on=joined_on,
        expires_on=expires_on,
        verified_at=min(datetime.combine(joined_on, time(10), branch.tz), present()),
    )


def _saved(patron: Patron) -> Patron:
    patron.card_number = next_card_number(patron.home_branch, patron.joined_on)
    patron.save()
    return patron


def _birthday(day: date, years: int, days: int) -> date:
    """A day on which somebody was born who is `years` old today."""
    return day.replace(year=day.year - years, day=min(day.day, 28)) - timedelta(days=days % 360)
