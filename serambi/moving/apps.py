from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.kit.navigation import MenuEntry
from serambi.moving.permissions import RUN


class Config(AppConfig):
    name = "serambi.moving"
    label = "moving"
    staff_tabs = [
        MenuEntry(
            _("Moving"),
            "moving-staff:moves",
            icon="take",
            text=_("Bring SLiMS, INLISLite or any list; take everything out"),
            permission=RUN,
            position=60,
        )
    ]
    awaiting = "serambi.moving.queries.awaiting"
