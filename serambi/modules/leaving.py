"""What of the switches leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {"ModuleSwitch": _("Which parts of the house are switched on")}
