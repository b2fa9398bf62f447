from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.accounts"
    label = "accounts"
    verbs = [MenuEntry(_("Account"), "accounts:mine", icon="me", position=90)]
    staff_tabs = [
        MenuEntry(
            _("People"),
            "accounts-staff:people",
            icon="people",
            text=_("Accounts, posts and who may do what"),
            permission=MANAGE_PEOPLE,
            position=70,
            key="g o",
        )
    ]

    def ready(self):
        autodiscover_modules("permissions")  # the permission table shows every room's, used by a page or not
