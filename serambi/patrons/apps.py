from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.kit.navigation import MenuEntry
from serambi.patrons.permissions import CONFIGURE, SEE


class Config(AppConfig):
    name = "serambi.patrons"
    label = "patrons"
    doors = [
        MenuEntry(
            _("Become a member"),
            "patrons:who",
            icon="join",
            text=_("Free, in three steps. Your card is on your phone at once."),
            position=5,
        ),
    ]
    staff_tabs = [
        MenuEntry(
            _("Members"),
            "patrons-staff:patrons",
            icon="people",
            text=_("Find, register and verify members"),
            permission=SEE,
            position=15,
            key="g a",
        ),
        MenuEntry(
            _("Member rules"),
            "patrons-staff:categories",
            icon="people",
            text=_("Categories, card numbers and texts of consent"),
            permission=CONFIGURE,
            position=62,
        ),
    ]
    awaiting = "serambi.patrons.queries.awaiting"

    def ready(self):
        from serambi.accounts.own_page import on_own_page
        from serambi.patrons import own_page  # models are not ready while this file is read

        on_own_page(own_page.parts)
