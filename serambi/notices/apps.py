from django.apps import AppConfig
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from serambi.kit.navigation import MenuEntry
from serambi.notices.permissions import SEE


class Config(AppConfig):
    name = "serambi.notices"
    label = "notices"
    awaiting = "serambi.notices.queries.awaiting"
    staff_tabs = [
        MenuEntry(
            _("Notices"),
            "notices-staff:log",
            icon="mail",
            text=_("What members were told, and what waits to be decided"),
            permission=SEE,
            position=35,
        )
    ]

    def ready(self):
        from serambi.accounts.own_page import on_own_page
        from serambi.notices.own_page import messages_of

        on_own_page(messages_of)

    @cached_property
    def switches(self):
        from serambi.modules.switches import Switch  # models are not ready while this file is read

        return [
            Switch("notices", _("Notices"), _("Reminders and news of reservations, in the inbox and by message.")),
            Switch("notices.whatsapp", "WhatsApp", _("Notices by WhatsApp, by machine or by hand.")),
        ]
