from django.utils.translation import gettext_lazy as _

from serambi.kit.access import ALL_STAFF, Permission

MANAGE_PEOPLE = Permission(
    "accounts:people:manage", _("Open accounts, give and end staff posts"), frozenset({"head", "it"})
)
VIEW_PERMISSIONS = Permission("accounts:permissions:view", _("Read who may do what"), ALL_STAFF)
