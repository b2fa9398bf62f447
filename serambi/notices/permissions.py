"""What staff may do with notices. The desk is asked "did you write to me?", so it sees them."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

SEE = Permission("notices:notice:see", _("See which notices were sent, and why not"), frozenset({"desk", "head", "it"}))
DECIDE = Permission(
    "notices:notice:decide",
    _("Send WhatsApp messages by hand, decide about messages whose outcome is unknown"),
    frozenset({"desk", "head"}),
)
CONFIGURE = Permission(
    "notices:rhythm:change", _("Change when and how early notices are sent"), frozenset({"head", "it"})
)
