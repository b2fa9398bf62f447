"""Who may do what in lending."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

DESK = Permission("circulation:desk:work", _("Lend, take back and renew at the desk"), frozenset({"desk", "head"}))
OVERRIDE = Permission(
    "circulation:refusal:override", _("Lend in spite of a refusal, with a comment"), frozenset({"desk", "head"})
)
HOLDS = Permission(
    "circulation:hold:manage", _("Place, move and cancel reservations for members"), frozenset({"desk", "head"})
)
CHARGES = Permission("circulation:charge:settle", _("Take payments"), frozenset({"desk", "head"}))
WAIVE = Permission("circulation:charge:waive", _("Waive what is owed"), frozenset({"head"}))
SEE_RULES = Permission(
    "circulation:rule:see", _("See loan rules and have one explained"), frozenset({"desk", "reference", "head", "it"})
)
CHANGE_RULES = Permission("circulation:rule:change", _("Change loan rules"), frozenset({"head"}))
