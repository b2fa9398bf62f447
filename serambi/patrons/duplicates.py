"""Finding people who may be members already, before somebody registers them again."""

from datetime import date

from django.db.models import Q

from serambi.kit.folding import fold
from serambi.patrons import contact
from serambi.patrons.models import Patron

MOST = 10
_LOOKED_AT = 200


def possible_duplicates(
    name: str, born_on: date | None, phone: str = "", email: str = "", *, but: Patron | None = None
) -> list[Patron]:
    """Members who may be the same person: the same folded name (also with its words in another order), the same day of
    birth with one word of the name, or the same number or address. Families share those: it is a hint, no more.

    At most MOST, the surest first; each has `why`, a set of name, birth, phone, email. Two queries.
    """
    key, words = fold(name), set(fold(name).split())
    try:
        phone = contact.phone_number(phone)
    except ValueError:
        phone = ""
    email = contact.email_of(email)
    same = Q(pk=None)
    if key:
        same |= Q(name_key__in={key, " ".join(sorted(words)), " ".join(reversed(key.split()))})
    if phone:
        same |= Q(phone=phone)
    if email:
        same |= Q(email=email)
    known = Patron.objects.exclude(state=Patron.State.ERASED).exclude(pk=but and but.pk).order_by("pk")
    known = known.select_related("category", "home_branch")
    rows = list(known.filter(same)[:_LOOKED_AT])
    if born_on and words:
        rows += known.filter(born_on=born_on).exclude(pk__in=[row.pk for row in rows])[:_LOOKED_AT]
    found = []
    for patron in rows:
        theirs = set(patron.name_key.split())
        patron.why = {
            reason
            for reason, holds in (
                ("name", bool(words) and words == theirs),
                ("birth", born_on is not None and patron.born_on == born_on and bool(words & theirs)),
                ("phone", bool(phone) and patron.phone == phone),
                ("email", bool(email) and patron.email == email),
            )
            if holds
        }
        if patron.why:
            found.append(patron)
    return sorted(found, key=lambda each: (-len(each.why), each.name_key))[:MOST]
