"""Members, copies and loans for the tests of lending: rows made directly, without any act."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.models import BibRecord, Item
from serambi.circulation.models import Hold, Loan, Rule
from serambi.kit.folding import fold
from serambi.patrons.models import Category, Patron

_numbers = count(1)


def a_category(code: str = "umum", **values) -> Category:
    return Category.objects.get_or_create(code=code, defaults={"name": "Umum"} | values)[0]


def a_member(world, name: str = "Sari Lestari", *, home: Branch | None = None, user=None, **values) -> Patron:
    """An active, verified member whose card is valid for a year; `user` is the account, if there is one."""
    today = now().date()
    fields = {
        "state": Patron.State.ACTIVE,
        "card_number": f"P{next(_numbers):06}",
        "joined_on": today,
        "verified_at": now(),
        "expires_on": today + timedelta(days=365),
    } | values
    fields.setdefault("category", None)
    fields["category"] = fields["category"] or a_category()
    return Patron.objects.create(name=name, name_key=fold(name), home_branch=home or world.pusat, user=user, **fields)


def a_copy(record: BibRecord, branch: Branch, **values) -> Item:
    """A further copy of the record on the shelf of the branch, of the record's format."""
    barcode = values.pop("barcode", f"X{next(_numbers):06}")
    values.setdefault("material", record.format)
    # old enough for rules about new copies
    values.setdefault("added_at", now() - timedelta(days=400))
    return Item.objects.create(record=record, barcode=barcode, branch=branch, **values)


def lend(
    item: Item, patron: Patron, due: date | datetime | None = None, *, since: datetime | None = None, **values
) -> Loan:
    """An open loan, due on `due` (a day: at its end; nothing: in a week), made `since` (nothing: now)."""
    since = since or now()
    if due is None:
        due = since + timedelta(days=7)
    if not isinstance(due, datetime):
        due = datetime(due.year, due.month, due.day, 23, 59, 59, tzinfo=item.branch.tz)
    since = min(since, due - timedelta(seconds=1))
    values.setdefault("branch", item.branch)
    return Loan.objects.create(
        item=item, patron=patron, category=patron.category, loaned_at=since, due_at=due, **values
    )


def a_hold(patron: Patron, bib: BibRecord, pickup: Branch, **values) -> Hold:
    """A hold for any edition of the work of `bib`, waiting unless `values` say otherwise."""
    return Hold.objects.create(patron=patron, work=bib.work, pickup_branch=pickup, **values)


def a_rule(what: str, value, *, branch=None, category=None, material: str = "", lending: str = "") -> Rule:
    """A rule, written as the room's acts write it; an older one for the same case goes."""
    key = "|".join([what, str(branch.pk if branch else ""), str(category.pk if category else ""), material, lending])
    values = {"what": what, "branch": branch, "category": category, "material": material, "lending": lending}
    return Rule.objects.update_or_create(key=key, defaults=values | {"value": str(value)})[0]
