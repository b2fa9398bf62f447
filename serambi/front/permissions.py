from django.utils.translation import gettext_lazy as _

from serambi.kit.access import ALL_STAFF, Permission

ENTER_WORKSPACE = Permission("front:workspace:enter", _("Enter the staff workspace"), ALL_STAFF)
SET_SWITCHES = Permission(
    "modules:switch:set", _("Open and close parts of the library's site"), frozenset({"head", "it"})
)
