"""Setting a rule, changing it, taking it away: always with the reason, always in the history."""

from django.db import transaction
from django.utils.timezone import now as present

from serambi.branches.models import Branch
from serambi.catalogue.vocabulary import Format, Lending
from serambi.circulation.events import RuleChanged
from serambi.circulation.models import Rule, RuleChange
from serambi.circulation.rules import refusals
from serambi.circulation.rules.kinds import NUMBERS, Kind, WrongValue
from serambi.circulation.rules.vocabulary import WHATS
from serambi.circulation.rules.winning import DIMENSIONS
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any
from serambi.patrons.models import Category

LONGEST_COMMENT = RuleChange._meta.get_field("comment").max_length
NOT_BY = {
    "branch": refusals.NOT_BY_BRANCH,
    "category": refusals.NOT_BY_CATEGORY,
    "material": refusals.NOT_BY_MATERIAL,
    "lending": refusals.NOT_BY_LENDING,
}


def key_of(what: str, branch: int | None, category: int | None, material: str = "", lending: str = "") -> str:
    """What a rule is about, as one text: two rules about the same are one."""
    return "|".join([what, str(branch or ""), str(category or ""), material, lending])


@transaction.atomic
def set_rule(
    what: str,
    *,
    branch: Branch | None = None,
    category: Category | None = None,
    material: str = "",
    lending: str = "",
    value: str,
    comment: str,
    by,
    stands: str | None = None,
) -> Rule:
    """Let `what` be `value` for this branch, category, material and lending category (None, empty: any).

    `value` is what `kinds` reads: digits, yes, no, none, or a choice. `stands`: what the person saw before ("": no
    rule); when it is given and another value stands now, the change is refused. Raises `Refused` with every reason.
    """
    comment = comment.strip()
    dimensions = dict(zip(DIMENSIONS, (branch, category, material, lending), strict=True))
    refuse_if_any(wrong_with(what, dimensions, value) + wrong_with_comment(comment))
    key = key_of(what, branch and branch.pk, category and category.pk, material, lending)
    locked = Rule.objects.select_for_update().filter(key=key)
    row, made = locked.first(), False
    if row is None and not stands:
        # two who add the same rule at once meet here: one makes it, the other finds it
        row, made = Rule.objects.get_or_create(key=key, defaults={"what": what, "value": value, **dimensions})
        row = row if made else locked.get()
    stood = "" if row is None or made else row.value
    refuse_if_any([refusals.CHANGED_MEANWHILE] if stands is not None and stood != stands else [])
    refuse_if_any([refusals.SAME_VALUE] if stood == value else [])
    row.value, row.changed_at = value, present()
    row.save(update_fields=["value", "changed_at"])
    _remember(key, stood, value, comment, by)
    return row


@transaction.atomic
def remove_rule(rule: Rule, *, comment: str, by) -> None:
    """Take the rule away: a more general one, or the default, holds again. Raises `Refused`."""
    comment = comment.strip()
    refuse_if_any(wrong_with_comment(comment))
    row = Rule.objects.select_for_update().filter(pk=rule.pk).first()
    refuse_if_any([refusals.GONE] if row is None else [])
    row.delete()
    _remember(row.key, row.value, "", comment, by)


def wrong_with(what: str, dimensions: dict[str, object], value: str) -> list[Refusal]:
    """Every reason against such a rule."""
    known = WHATS.get(what)
    if known is None:
        return [refusals.UNKNOWN_WHAT]
    found = [NOT_BY[name] for name, given in dimensions.items() if given and name not in known.scope]
    if dimensions["material"] and dimensions["material"] not in Format.values:
        found.append(refusals.UNKNOWN_MATERIAL)
    if dimensions["lending"] and dimensions["lending"] not in Lending.values:
        found.append(refusals.UNKNOWN_LENDING)
    try:
        known.read(value)
    except WrongValue:
        found.append(_wrong_value(known.kind, value))
    return found


def _wrong_value(kind: Kind, value: str) -> Refusal:
    if kind not in NUMBERS:
        return refusals.NOT_A_CHOICE
    return refusals.OUT_OF_RANGE if value.isascii() and value.isdigit() else refusals.NOT_A_NUMBER


def wrong_with_comment(comment: str) -> list[Refusal]:
    """Every reason against the reason."""
    if not comment:
        return [refusals.NO_COMMENT]
    if len(comment) > LONGEST_COMMENT:
        return [refusals.LONG_COMMENT]
    unfit = "\x00" in comment or any("\ud800" <= letter <= "\udfff" for letter in comment)
    return [refusals.BAD_COMMENT] if unfit else []


def _remember(key: str, before: str, after: str, comment: str, by) -> None:
    RuleChange.objects.create(key=key, before=before, after=after, comment=comment, by=by)
    record(RuleChanged(key=key), by=by)
