"""News, information pages, questions and answers, campaigns: what visitors read."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from serambi.editorial import blocks
from serambi.editorial.models.picture import Picture
from serambi.editorial.models.written import Searched, Written, titled


def _picture():
    return models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )


def below(page, model) -> list:
    """The published pages of a kind right below one, in the order that editors gave them."""
    return list(model.objects.live().child_of(page).order_by("path"))


def _body():
    return StreamField(blocks.BODY, verbose_name=_("content"), blank=True)


NEWEST: list[Callable[[], object]] = []
"""How the list of news is read: reads stand above models, so the room says it when it starts."""
MENU_ONLY = [MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu"))]
"""For a place: its address is the program's."""


class NewsIndex(Written):
    """`/kabar/`: the newest first."""

    template = "editorial/public/news.html"
    is_place = True
    content_panels = titled()
    promote_panels = MENU_ONLY
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.NewsPage"]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"list": NEWEST[0]()}

    class Meta:
        verbose_name = _("news")


class NewsPage(Searched, Written):
    """One piece of news."""

    day = models.DateField(_("date of the news"), default=localdate)
    picture = _picture()
    body = _body()
    by = models.CharField(_("written by"), max_length=120, blank=True, help_text=_("A name or “Redaksi”."))

    spoken = ("body",)
    template = "editorial/public/news_item.html"
    content_panels = [
        *Written.content_panels,
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("day"), FieldPanel("by")], heading=_("About the news")),
        FieldPanel("body"),
    ]
    promote_panels = [MultiFieldPanel([FieldPanel("slug")], heading=_("Address"))]
    parent_page_types = ["editorial.NewsIndex"]
    subpage_types = []

    class Meta:
        verbose_name = _("piece of news")
        indexes = [models.Index(fields=["-day"], name="news_by_day")]


class InfoIndex(Written):
    """`/halaman/`: everything about the library, as a list."""

    template = "editorial/public/pages.html"
    is_place = True
    content_panels = titled()
    promote_panels = []
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.InfoPage"]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"pages": below(self, InfoPage)}

    class Meta:
        verbose_name = _("information pages")


class InfoPage(Searched, Written):
    """About us, services, rules, accessibility, privacy … "Show in menus" puts it into the footer of every page."""

    picture = _picture()
    body = _body()

    spoken = ("body",)
    template = "editorial/public/page.html"
    content_panels = [*Written.content_panels, FieldPanel("picture"), FieldPanel("body")]
    parent_page_types = ["editorial.InfoIndex", "editorial.InfoPage"]
    subpage_types = ["editorial.InfoPage"]

    class Meta:
        verbose_name = _("information page")


class FaqPage(Written):
    """`/tanya-jawab/`: questions people ask, with answers."""

    body = StreamField(blocks.QUESTIONS, verbose_name=_("questions and answers"), blank=True)

    spoken = ("body",)
    template = "editorial/public/faq.html"
    is_place = True
    content_panels = [*titled(), FieldPanel("body")]
    promote_panels = MENU_ONLY
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("questions and answers")


class CampaignIndex(Written):
    """`/kampanye/`: what the library invites to these weeks."""

    template = "editorial/public/campaigns.html"
    is_place = True
    content_panels = titled()
    promote_panels = []
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.CampaignPage"]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"pages": below(self, CampaignPage)}

    class Meta:
        verbose_name = _("campaigns")


class CampaignPage(Written):
    """An invitation for some weeks. It leaves the site by itself at "expire at"."""

    first_day = models.DateField(_("runs from"), null=True, blank=True)
    last_day = models.DateField(_("runs until"), null=True, blank=True)
    picture = _picture()
    body = _body()

    spoken = ("body",)
    template = "editorial/public/campaign.html"
    content_panels = [
        *Written.content_panels,
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("first_day"), FieldPanel("last_day")], heading=_("When")),
        FieldPanel("body"),
    ]
    promote_panels = [MultiFieldPanel([FieldPanel("slug")], heading=_("Address"))]
    parent_page_types = ["editorial.CampaignIndex"]
    subpage_types = []

    class Meta:
        verbose_name = _("campaign")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day=None)
                | models.Q(last_day=None)
                | models.Q(last_day__gte=models.F("first_day")),
                name="campaign_ends_after_it_begins",
            )
        ]

    def clean(self):
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The campaign ends before it begins.")})
