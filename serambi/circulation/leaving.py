"""What of lending leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Rule": _("Loan rules"),
    "RuleChange": _("How loan rules changed, and why"),
    "Loan": _("Loans: copy, member, lent, due, returned"),
    "DueChange": _("Renewals, recalls and other changes of due dates"),
    "Claim": _("Copies that members say they have returned"),
    "Hold": _("Reservations and their queue"),
    "Transit": _("Copies on their way between branches"),
    "Charge": _("What members owe"),
    "Payment": _("Payments, waivers and refunds"),
    "Override": _("Refusals that were lifted, by whom and why"),
    "InHouseUse": _("Copies read in the library, without people"),
}
