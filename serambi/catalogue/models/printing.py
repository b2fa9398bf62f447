from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.labels.sheets import Sheet


def _millimetres(label: str, least: float, most: float, default: float = 0) -> models.FloatField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.FloatField(label, validators=limits, default=default)


class LabelSheet(models.Model):
    """A sheet of labels with the library's own measures (see `labels.sheets.Sheet`)."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    page_width = _millimetres(_("width of the paper"), 20, 500, 210)
    page_height = _millimetres(_("height of the paper"), 20, 500, 297)
    columns = models.PositiveSmallIntegerField(_("labels side by side"), validators=[MinValueValidator(1)], default=3)
    rows = models.PositiveSmallIntegerField(
        _("labels one below the other"), validators=[MinValueValidator(1)], default=4
    )
    width = _millimetres(_("width of a label"), 15, 300, 64)
    height = _millimetres(_("height of a label"), 10, 300, 32)
    left = _millimetres(_("from the left edge to the first label"), 0, 200)
    top = _millimetres(_("from the upper edge to the first label"), 0, 200)
    gap_x = _millimetres(_("gap between labels side by side"), 0, 100)
    gap_y = _millimetres(_("gap between labels one below the other"), 0, 100)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(columns__range=(1, 30), rows__range=(1, 60), width__gte=15, height__gte=10),
                name="a_sheet_of_labels",
            )
        ]

    def __str__(self):
        return self.name

    def as_sheet(self) -> Sheet:
        names = ("columns", "rows", "width", "height", "left", "top", "gap_x", "gap_y", "page_width", "page_height")
        return Sheet(f"own-{self.pk}", self.name, *(getattr(self, name) for name in names))


class PrintJob(models.Model):
    """Something to be printed: asked for on a page, drawn fetched as a PDF, thrown away after a while."""

    class Kind(models.TextChoices):
        LABELS = "labels", _("Labels")
        REGISTER = "register", _("Accession register")

    class State(models.TextChoices):
        WAITING = "waiting", _("Being drawn")
        DONE = "done", _("Ready to print")
        FAILED = "failed", _("Stopped by an error")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked = models.JSONField(default=dict)
    """For labels: sheet, kind, start, shift_x, shift_y, outlines; for the register: since, until, branch, source."""
    items = models.JSONField(default=list)
    """Ids of the copies whose labels are printed, in their order."""
    count = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=80, blank=True)
    """File below the data folder's `prints/`."""
    error = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When somebody said that the labels came out well, and they left the waiting list."""

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.kind} {self.pk}"
