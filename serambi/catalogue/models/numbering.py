from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberPattern(models.Model):
    """How the library numbers its copies: "B00000" gives B00001, B00002 … The row is locked while numbers are taken."""

    class Kind(models.TextChoices):
        BARCODE = "barcode", _("Barcodes")
        ACCESSION = "accession", _("Accession numbers")

    kind = models.CharField(_("for"), max_length=10, choices=Kind.choices)
    pattern = models.CharField(_("pattern"), max_length=50)
    """One run of zeros for the number; `{year}` for the year (see `numbering.Pattern`)."""
    last = models.PositiveBigIntegerField(default=0)
    """The last number given; of `year`, when the pattern names one."""
    year = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(_("proposed first"), default=False)

    class Meta:
        ordering = ["kind", "-is_default", "pattern"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "pattern"], name="pattern_once_a_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(is_default=True), name="one_default_pattern_a_kind"
            ),
        ]

    def __str__(self):
        return self.pattern
