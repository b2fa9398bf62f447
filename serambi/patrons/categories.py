"""Adding and changing categories of members."""

from django.db import IntegrityError, transaction

from serambi.journal.record import record
from serambi.kit.refusal import Refusal, Refused, refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.events import CategoryChanged
from serambi.patrons.models import Category

FACTS = ("kind", "name", "name_en", "age_from", "age_to", "months", "joins_online", "position", "is_active")


@transaction.atomic
def add_category(code: str, facts: dict, *, by) -> Category:
    """A new category with `facts` (names of FACTS). Loan rules may name it from now on."""
    reasons = wrong_with(facts)
    if Category.objects.filter(code=code).exists():
        reasons.append(no.CODE_TAKEN)
    refuse_if_any(reasons)
    try:
        with transaction.atomic():
            category = Category.objects.create(code=code, **{name: facts[name] for name in FACTS if name in facts})
    except IntegrityError:  # somebody was quicker, or the button was pressed twice
        raise Refused(no.CODE_TAKEN) from None
    record(CategoryChanged(category_id=category.pk), by=by)
    return category


@transaction.atomic
def change_category(category: Category, facts: dict, *, by) -> Category:
    """Set the given facts. Cards that run keep their last day; members of a category out of use keep it too."""
    in_use = list(Category.objects.select_for_update().filter(is_active=True).order_by("pk"))
    category = Category.objects.select_for_update().get(pk=category.pk)
    reasons = wrong_with(facts)
    if not facts.get("is_active", category.is_active) and [each.pk for each in in_use] == [category.pk]:
        reasons.append(no.LAST_CATEGORY)
    refuse_if_any(reasons)
    changed = [name for name in FACTS if name in facts and getattr(category, name) != facts[name]]
    for name in changed:
        setattr(category, name, facts[name])
    if changed:
        category.save(update_fields=changed)
        record(CategoryChanged(category_id=category.pk), by=by)
    return category


def wrong_with(facts: dict) -> list[Refusal]:
    """Why a category cannot have these facts."""
    first, last = facts.get("age_from"), facts.get("age_to")
    reasons = [] if facts.get("name", "-").strip() else [no.NAME_MISSING]
    if first is not None and last is not None and last < first:
        reasons.append(no.AGES_REVERSED)
    return reasons
