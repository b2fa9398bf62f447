"""Pictures of the editors. What they show is said in words, or they are marked as decoration: one or the other."""

from collections.abc import Callable

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, WagtailImageFieldFile

from serambi.editorial.cleaning import CleanPicture, cleaned_picture

AFTER_SAVING: list[Callable[[int], object]] = []
"""What follows when a picture was saved, given its id; the room says so when it starts."""


class WrittenAnew(WagtailImageFieldFile):
    """The last door before the disk: whatever road a picture came by (Wagtail's page for many files keeps what was
    uploaded and makes the picture from it later, past the form's fields), only what we have written is kept."""

    def save(self, name, content, save=True):
        if not isinstance(content, CleanPicture):
            content = cleaned_picture(content)
        super().save(content.name, content, save)


class CleanField(WagtailImageField):
    attr_class = WrittenAnew

    def deconstruct(self):
        """For migrations it is Wagtail's field: nothing in the database differs."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class Picture(AbstractImage):
    """An uploaded picture, cleaned when it came in (see `uploads.py`); sizes for pages are made from it."""

    file = CleanField(
        verbose_name=AbstractImage._meta.get_field("file").verbose_name,
        upload_to=AbstractImage._meta.get_field("file").upload_to,
        width_field="width",
        height_field="height",
    )
    alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who do not see it: “Three children read under the mango tree”. Not a headline."),
    )
    alt_en = models.CharField(_("the same in English"), max_length=250, blank=True)
    decorative = models.BooleanField(
        _("only decoration"),
        default=False,
        help_text=_("A pattern or mood that says nothing the words do not say. Screen readers pass over it."),
    )
    credit = models.CharField(_("made by"), max_length=120, blank=True)

    admin_form_fields = (
        "title", "file", "alt", "alt_en", "decorative", "credit", "focal_point_x", "focal_point_y", "focal_point_width",
        "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True) | ~Q(alt=""), name="picture_is_described_or_decorative"
            ),
        ]

    def get_upload_to(self, filename):
        return super().get_upload_to(filename).replace("original_images/", "editorial/originals/", 1)

    def save(self, *args, **kwargs):
        """Its sizes are made in the background, whichever of the editor's forms it came from."""
        super().save(*args, **kwargs)
        for follow in AFTER_SAVING:
            follow(self.pk)

    @property
    def default_alt_text(self):
        """What a screen reader says, in the language of the page."""
        if self.decorative:
            return ""
        return (get_language() == "en" and self.alt_en) or self.alt


class PictureRendition(AbstractRendition):
    """One size and format of a picture; a file below MEDIA_ROOT/editorial/pictures/, which visitors may fetch."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename):
        return super().get_upload_to(filename).replace("images/", "editorial/pictures/", 1)
