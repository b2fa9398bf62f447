"""What is kept of a member, as people gave it: cleaned, and every reason against it. Shared by joining and changing."""

from datetime import date

from serambi.kit.folding import fold
from serambi.kit.refusal import Refusal
from serambi.patrons import contact, policy
from serambi.patrons import refusals as no
from serambi.patrons.models import Category, Patron

DETAILS = (
    "name", "born_on", "gender", "email", "phone", "district", "school", "language", "category", "home_branch",
    "desk_note",
)  # fmt: skip
"""What joining and changing may set."""
_NEED_BIRTH_DATE = {Category.Kind.CHILD, Category.Kind.TEEN, Category.Kind.STUDENT}
_KEY_LENGTH = 200


def put(patron: Patron, values: dict, day: date) -> tuple[list[str], list[Refusal]]:
    """Set the given details on the (unsaved or locked) patron, cleaned. Back come the columns that changed, and every
    reason why they may not be saved."""
    changed, reasons = [], []
    for name in DETAILS:
        if name not in values:
            continue
        value = values[name]
        if name == "phone":
            value, wrong = phone_or_reason(value or "")
            reasons += wrong
        elif isinstance(value, str):
            value = contact.name_of(value)[: Patron._meta.get_field(name).max_length]
            value = contact.email_of(value) if name == "email" else value
        if getattr(patron, name, None) != value if name not in _RELATED else _other(patron, name, value):
            setattr(patron, name, value)
            changed.append(name)
    if "category" in changed and not patron.category.is_active:
        reasons.append(no.CATEGORY_OUT_OF_USE)
    if "name" in changed:
        patron.name_key = fold(patron.name)[:_KEY_LENGTH]
        changed.append("name_key")
    return changed, [*reasons, *wrong_with(patron, day)]


_RELATED = {"category", "home_branch"}


def _other(patron: Patron, name: str, value) -> bool:
    return getattr(patron, f"{name}_id") != value.pk


def wrong_with(patron: Patron, day: date) -> list[Refusal]:
    """Every reason against these details, whoever entered them."""
    reasons = []
    if not patron.name:
        reasons.append(no.NAME_MISSING)
    if patron.born_on is None:
        if patron.category.kind in _NEED_BIRTH_DATE:
            reasons.append(no.BIRTH_DATE_MISSING)
    elif not 0 <= policy.age(patron.born_on, day) <= policy.OLDEST:
        reasons.append(no.BIRTH_DATE_WRONG)
    return reasons


def phone_or_reason(text: str, wrong: Refusal = no.PHONE_WRONG) -> tuple[str, list[Refusal]]:
    """The number as it is kept; an empty one is none."""
    if not text.strip():
        return "", []
    try:
        return contact.phone_number(text), []
    except ValueError:
        return "", [wrong]
