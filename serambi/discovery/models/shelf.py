from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models import Work


class ShelfQuerySet(models.QuerySet):
    def published(self, moment=None):
        """Shown to visitors at `moment` (now when None)."""
        moment = moment or now()
        return self.filter(published_from__lte=moment).filter(
            Q(published_until__isnull=True) | Q(published_until__gt=moment)
        )


class Shelf(models.Model):
    """A list of works that staff chose: staff picks, a themed display, a reading list."""

    class Kind(models.TextChoices):
        PICK = "pick", _("Staff picks")
        DISPLAY = "display", _("Themed display")
        READING = "reading", _("Reading list")

    class For(models.TextChoices):
        """Whose door a list stands at. Children's lists hold children's titles only."""

        EVERYONE = "everyone", _("Everyone")
        CHILDREN = "children", _("Children")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.DISPLAY)
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    """Made from the first title and kept: an address that was shared stays good."""
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    audience = models.CharField(_("for"), max_length=10, choices=For.choices, default=For.EVERYONE)
    published_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    """Empty for a draft."""
    published_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    on_home = models.BooleanField(_("on the home page"), default=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    changed_at = models.DateTimeField(default=now)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_until__isnull=True) | Q(published_until__gt=F("published_from")),
                name="shelf_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.title

    def state(self, moment=None) -> str:
        """draft, planned, shown or past, at `moment` (now when None)."""
        moment = moment or now()
        if self.published_from is None:
            return "draft"
        if self.published_from > moment:
            return "planned"
        return "past" if self.published_until and self.published_until <= moment else "shown"


class ShelfEntry(models.Model):
    """One work on a list, with the words why it stands there. Goes with its work."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="entries")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="shelf_entries")
    note = models.CharField(_("why it is here"), max_length=240, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["shelf", "work"], name="work_once_a_shelf")]

    def __str__(self):
        return f"{self.shelf_id}: {self.work_id}"
