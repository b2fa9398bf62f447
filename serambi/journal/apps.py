from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from serambi.journal.permissions import READ_JOURNAL
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.journal"
    label = "journal"
    staff_tabs = [
        MenuEntry(
            _("Journal"),
            "journal-staff:facts",
            icon="journal",
            text=_("What happened, failed work, processes"),
            permission=READ_JOURNAL,
            position=90,
            key="g j",
        )
    ]
    awaiting = "serambi.journal.queries.awaiting"

    def ready(self):
        autodiscover_modules("events", "reactions", "schedule")
