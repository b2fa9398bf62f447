from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.permissions import SEE
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.catalogue"
    label = "catalogue"
    staff_tabs = [
        MenuEntry(
            _("Collection"),
            "catalogue-staff:records",
            icon="book",
            text=_("Records, copies, headings, imports"),
            permission=SEE,
            position=20,
            key="g k",
        )
    ]
    awaiting = "serambi.catalogue.queries.awaiting"
