"""Example objects for the addresses of this room; the harnesses of the house read them."""

from serambi.circulation.models import Rule
from serambi.circulation.rules.changing import key_of, set_rule


def examples(world) -> dict[str, dict]:
    """Address name -> arguments of a real object of the cast."""
    return {**rules(world)}


def rules(world) -> dict[str, dict]:
    """One loan rule, of Cabang Timur."""
    known = Rule.objects.filter(key=key_of("loan_days", world.timur.pk, None)).first()
    rule = known or set_rule("loan_days", branch=world.timur, value="10", comment="Uji coba", by=world.joko)
    example = {"pk": rule.pk}
    return {
        "circulation-staff:rules-add": {"what": "loan_days"},
        "circulation-staff:rule": example,
        "circulation-staff:rule-removal": example,
        "circulation-staff:rule-remove": example,
    }
