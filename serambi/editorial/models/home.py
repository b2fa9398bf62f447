"""The home page: the root of the tree, in blocks. `front` shows it; this room knows what stands on it."""

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from serambi.editorial import blocks
from serambi.editorial.models.written import Written, titled

_shown_by: list[str] = []


def show_with(view: str) -> None:
    """The dotted path of `view(request, page)`, with which a higher room shows the home page while it is edited."""
    _shown_by[:] = [view]


class HomePage(Written):
    """One page of this kind exists; `setup` makes it with the blocks that a fresh library shows."""

    body = StreamField(
        blocks.HOME,
        verbose_name=_("what stands on the home page, from top to bottom"),
        block_counts={name: {"max_num": 1} for name in ("hero", "hours", "shelves", "ways")},
        blank=True,
    )

    spoken = ("body",)
    is_place = True
    content_panels = [*titled(), FieldPanel("body")]
    promote_panels = []
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "editorial.NewsIndex", "editorial.InfoIndex", "editorial.FaqPage", "editorial.CampaignIndex",
        "editorial.BannerIndex",
    ]  # fmt: skip

    class Meta:
        verbose_name = _("home page")

    def drafted(self, request, mode_name):
        return import_string(_shown_by[0])(request, self)
