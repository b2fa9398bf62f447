from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from serambi.editorial.permissions import WRITE
from serambi.kit.navigation import MenuEntry


class Config(AppConfig):
    name = "serambi.editorial"
    label = "editorial"
    staff_tabs = [
        MenuEntry(
            _("News and pages"),
            "wagtailadmin_home",
            icon="pen",
            text=_("Home page, news, information pages, pictures"),
            permission=WRITE,
            position=30,
            key="g e",
        )
    ]
    awaiting = "serambi.editorial.approving.awaiting"

    def ready(self):
        from serambi.editorial import own_sources, telling
        from serambi.editorial.models.pages import NEWEST
        from serambi.editorial.models.picture import AFTER_SAVING
        from serambi.editorial.queries import news_list
        from serambi.editorial.tasks import prepare_picture

        own_sources.register_all()
        telling.listen()
        AFTER_SAVING.append(prepare_picture.enqueue)
        NEWEST.append(news_list)
