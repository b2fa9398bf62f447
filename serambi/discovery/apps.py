from django.apps import AppConfig
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from serambi.discovery.permissions import SEE_INDEX
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.discovery"
    label = "discovery"

    verbs = [
        MenuEntry(pgettext_lazy("in the menu", "Find"), "discovery:search", icon="search", position=10),
        MenuEntry(_("Browse"), "discovery:browse", icon="shelf", position=20),
        MenuEntry(_("Kids"), "discovery:children", icon="kite", switch="discovery.children", position=30),
    ]
    doors = [
        MenuEntry(
            _("Browse the shelves"),
            "discovery:browse",
            icon="shelf",
            text=_("By class, author or subject, as books stand."),
            position=10,
        ),
        MenuEntry(
            _("New in the library"), "discovery:arrivals", icon="bell", text=_("What came, week by week."), position=20
        ),
        MenuEntry(
            _("Children's door"),
            "discovery:children",
            icon="kite",
            text=_("Pictures to choose from, children's books only."),
            switch="discovery.children",
            position=30,
        ),
        MenuEntry(
            _("Chosen by librarians"),
            "discovery:lists",
            icon="heart",
            text=_("Staff picks, displays, reading lists."),
            position=40,
        ),
    ]
    staff_tabs = [MenuEntry(_("Finding"), "discovery-staff:index", permission=SEE_INDEX, position=40)]

    def ready(self):
        from serambi.discovery import live_shelves

        live_shelves.register_all()

    @cached_property
    def switches(self):
        from serambi.modules.switches import Switch  # models are not ready while this file is read

        return [
            Switch("discovery", _("Finding"), _("Search, record pages, browsing and lists.")),
            Switch(
                "discovery.children",
                _("Children's door"),
                _("A page of its own for children, with pictures to choose from and only children's titles."),
            ),
            Switch(
                "discovery.misses",
                _("Notes of searches without result"),
                _("Keeps the words of searches that found nothing, without people, so that staff can learn from them."),
            ),
        ]
