from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.kit.navigation import MenuEntry
from serambi.patrons.permissions import SEE


class Config(AppConfig):
    name = "serambi.patrons"
    label = "patrons"
    staff_tabs = [
        MenuEntry(
            _("Members"),
            "patrons-staff:patrons",
            icon="people",
            text=_("Find, register and verify members"),
            permission=SEE,
            position=15,
            key="g a",
        )
    ]
