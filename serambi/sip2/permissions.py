"""Who looks after machines. The desk settles what a machine could not."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

SEE = Permission(
    "sip2:terminal:see", _("See self-service machines and what they did"), frozenset({"desk", "head", "it"})
)
SETTLE = Permission("sip2:exception:settle", _("Settle what machines did while offline"), frozenset({"desk", "head"}))
CONFIGURE = Permission("sip2:terminal:change", _("Add and change self-service machines"), frozenset({"head", "it"}))
