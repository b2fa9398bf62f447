from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.branches.permissions import SEE
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.branches"
    label = "branches"
    verbs = [MenuEntry(_("Branches"), "branches:branches", icon="pin", position=40)]
    doors = [
        MenuEntry(
            _("Branches and hours"),
            "branches:branches",
            icon="pin",
            text=_("Where we are, when we are open, and how to get in."),
            position=60,
        )
    ]
    staff_tabs = [MenuEntry(_("Branches"), "branches-staff:branches", icon="pin", permission=SEE, position=60)]
