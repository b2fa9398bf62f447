"""Banners: one line over the pages, for some days and some readers. Their days are those of their publication."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from serambi.editorial.blocks import is_safe
from serambi.editorial.models.written import Written, pair, titled


class BannerIndex(Written):
    """Where the banners lie in the tree. It is no page that anybody visits."""

    is_place = True
    content_panels = titled()
    max_count = 1
    parent_page_types = ["editorial.HomePage"]
    subpage_types = ["editorial.BannerPage"]
    preview_modes = []
    promote_panels = []

    class Meta:
        verbose_name = _("banners")

    def get_url_parts(self, request=None):
        return None


class BannerPage(Written):
    """The title is what the banner says; "publish at" and "expire at" are its days."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everybody, on every public page")
        HOME = "home", _("Visitors of the home page")
        CHILDREN = "children", _("The children's door")
        STAFF = "staff", _("The staff workspace")

    class Tone(models.TextChoices):
        INFO = "info", _("News")
        GOOD = "good", _("Good news")
        WARN = "warn", _("Warning")

    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices, default=Audience.EVERYONE)
    tone = models.CharField(_("tone"), max_length=5, choices=Tone.choices, default=Tone.INFO)
    link = models.CharField(_("where it leads"), max_length=300, blank=True, help_text=_("/kabar/…, or https://…"))
    link_words = models.CharField(_("words of the link"), max_length=60, blank=True)
    link_words_en = models.CharField(_("words of the link in English"), max_length=60, blank=True)

    pairs = ("title", "summary", "link_words")
    content_panels = [
        *titled(),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("tone")], heading=_("For whom")),
        MultiFieldPanel([FieldPanel("link"), pair("link_words")], heading=_("Link")),
    ]
    promote_panels = []
    preview_modes = []
    parent_page_types = ["editorial.BannerIndex"]
    subpage_types = []

    class Meta:
        verbose_name = _("banner")

    def get_url_parts(self, request=None):
        return None

    def clean(self):
        super().clean()
        if self.link and not is_safe(self.link):
            raise ValidationError({"link": _("An address begins with /, https://, mailto: or tel:.")})
        if self.link and not self.link_words:
            raise ValidationError({"link_words": _("Please give the link words: “Read more” says too little.")})
