from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

WRITE = Permission("editorial:page:write", _("Write news, pages and the home page"), frozenset({"editor", "publisher"}))
PUBLISH = Permission("editorial:page:publish", _("Publish what somebody else wrote"), frozenset({"publisher"}))
