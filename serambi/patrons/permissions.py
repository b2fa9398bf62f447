"""What staff may do with members. Whoever serves people sees them; a colleague's branch is no secret from a desk."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

SEE = Permission("patrons:patron:see", _("Find members and see their data"), frozenset({"desk", "reference", "head"}))
REGISTER = Permission(
    "patrons:patron:register", _("Register and verify members, change their data"), frozenset({"desk", "head"})
)
BLOCK = Permission("patrons:block:set", _("Set and lift blocks"), frozenset({"desk", "head"}))
CLOSE = Permission("patrons:patron:close", _("Close memberships, erase personal data"), frozenset({"head"}))
CONFIGURE = Permission(
    "patrons:rules:change", _("Change categories, card numbers and texts of consent"), frozenset({"head", "it"})
)
