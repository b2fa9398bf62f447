from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.front.permissions import ENTER_WORKSPACE, SET_SWITCHES
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.front"
    label = "front"
    awaiting = "serambi.front.awaiting.awaiting"
    staff_tabs = [
        MenuEntry(_("Today"), "front-staff:today", icon="home", permission=ENTER_WORKSPACE, position=0, key="g h"),
        MenuEntry(
            _("Modules"),
            "front-staff:modules",
            icon="settings",
            text=_("Which parts of the site are open"),
            permission=SET_SWITCHES,
            position=80,
            key="g s",
        ),
    ]

    def ready(self):
        from serambi.editorial.models.home import show_with

        show_with("serambi.front.public.views.home_draft")
