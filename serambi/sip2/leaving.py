"""What of the machines leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Terminal": _("Self-service machines and what they may do"),
    "MachineDay": _("How often machines lent and took back, by day"),
    "NoBlockException": _("What machines did while offline against the rules"),
}
WITHOUT = {"Terminal.password": _("secret; machines get a new one")}
LEFT_OUT = {"MachineAct": _("a technical log of 90 days; loans, payments and reservations leave with lending")}
