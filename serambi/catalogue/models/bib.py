from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.vocabulary import Audience, Format


class Work(models.Model):
    """The editions of one intellectual work. Records of one `key` come together; staff may group or split by hand."""

    key = models.CharField(max_length=255, blank=True)
    """Normalised title, author and language (see `marc.matchkeys.work_key`); empty for a work made by hand."""
    title = models.CharField(_("title"), max_length=500)
    author = models.CharField(_("author"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=3, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            # also what keeps two importers from making the same work twice
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="one_work_per_key")
        ]

    def __str__(self):
        return self.title


class BibRecord(models.Model):
    """One edition. `marc` is the whole truth; the other columns are read from it (`records/describing.py`)."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="records")
    grouped_by_hand = models.BooleanField(default=False)
    """Staff put this record where it is; automatic grouping leaves it alone."""
    marc = models.TextField()
    """The record as compact JSON (`marc.record.Marc`): leader, every field, indicator and subfield in order."""
    work_key = models.CharField(max_length=255, blank=True)
    """The key this record's own title, author and language give: where automatic grouping would put it."""
    version = models.PositiveIntegerField(default=1)
    """Counts changes, so that a revert or an edit never overwrites somebody else's."""

    control_number = models.CharField(_("control number"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=500)
    responsibility = models.CharField(_("statement of responsibility"), max_length=500, blank=True)
    author = models.CharField(_("author"), max_length=255, blank=True)
    """Main author as displayed ("Andrea Hirata")."""
    edition = models.CharField(_("edition"), max_length=255, blank=True)
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    place = models.CharField(_("place of publication"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    extent = models.CharField(_("extent"), max_length=255, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=13, blank=True)
    format = models.CharField(_("format"), max_length=12, choices=Format.choices, default=Format.BOOK)
    language = models.CharField(_("language"), max_length=3, blank=True)
    audience = models.CharField(_("audience"), max_length=8, choices=Audience.choices, default=Audience.UNKNOWN)
    ddc = models.CharField(_("class"), max_length=40, blank=True)
    call_number = models.CharField(_("call number"), max_length=100, blank=True)
    call_sort = models.CharField(max_length=120, blank=True)
    """The call number padded so that shelves sort as people shelve (see `shelving.py`)."""
    match_key = models.CharField(max_length=255, blank=True)
    """Normalised title, author and year, for matching imports."""

    shown = models.BooleanField(_("shown to the public"), default=True)
    added_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    imported_by = models.ForeignKey(
        "ImportBatch", null=True, blank=True, on_delete=models.SET_NULL, related_name="created_records"
    )

    class Meta:
        indexes = [
            models.Index(fields=["-added_at", "-id"], name="records_by_arrival"),
            models.Index(fields=["title", "id"], name="records_by_title"),
            models.Index(fields=["call_sort", "id"], name="records_by_shelf"),
            models.Index(fields=["match_key", "format", "id"], name="records_that_look_alike"),
        ]

    def __str__(self):
        return self.title


class Identifier(models.Model):
    """A number by which a record is known: ISBN-13, ISSN, control number, number in another system (035)."""

    class Kind(models.TextChoices):
        ISBN = "isbn", "ISBN"
        ISSN = "issn", "ISSN"
        CONTROL = "control", "001"
        SYSTEM = "system", "035"

    record = models.ForeignKey(BibRecord, on_delete=models.CASCADE, related_name="identifiers", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["kind", "value"], name="identifier_lookup")]
        constraints = [models.UniqueConstraint(fields=["record", "kind", "value"], name="identifier_once_a_record")]

    def __str__(self):
        return f"{self.kind}:{self.value}"
