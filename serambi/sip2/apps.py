from django.apps import AppConfig
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from serambi.kit.navigation import MenuEntry
from serambi.sip2.permissions import SEE


class Config(AppConfig):
    name = "serambi.sip2"
    label = "sip2"
    awaiting = "serambi.sip2.queries.awaiting"
    staff_tabs = [
        MenuEntry(
            _("Machines"),
            "sip2-staff:terminals",
            icon="scan",
            text=_("Self-service machines that lend and take back, and what they did while the line was down"),
            permission=SEE,
            position=70,
        )
    ]

    @cached_property
    def switches(self):
        from serambi.modules.switches import Switch  # models are not ready while this file is read

        return [Switch("sip2", _("Self-service machines"), _("Machines that lend and take back by SIP2."))]
