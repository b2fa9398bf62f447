from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.marc.delta import apply
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models.bib import BibRecord


class Revision(models.Model):
    """One change of a record: what stood there before and what became of it. Never changed, never deleted.

    `number` is the version the record had afterwards. Imports that add or replace keep their own copies
    (`StagedRecord.before`), so numbers may be missing here; `cataloguing/history.py` tells both as one story.
    """

    class Why(models.TextChoices):
        """What was done; the history says it in these words."""

        CREATED = "created", _("Catalogued")
        FORM = "form", _("Changed in the form")
        EDITOR = "editor", _("Changed in the MARC editor")
        COPIED = "copied", _("Copied from another catalogue")
        OVERLAID = "overlaid", _("Overlaid with a record of another catalogue")
        BATCH = "batch", _("Batch change")
        UNDONE = "undone", _("Batch change undone")
        HEADING = "heading", _("Heading changed")
        MERGED = "merged", _("Merged with another record")
        PARTED = "parted", _("Merging undone")
        REVERTED = "reverted", _("Earlier version brought back")
        IMPORT_REVERTED = "import_rev", _("Import taken back")
        HIDDEN = "hidden", _("Hidden from the public")
        SHOWN = "shown", _("Shown to the public")
        DELETED = "deleted", _("Deleted")
        RESTORED = "restored", _("Brought back after deletion")
        OTHER = "other", _("Changed")

    record = models.ForeignKey(
        BibRecord, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="revisions"
    )
    """Without constraint: what is known of a record outlives it."""
    number = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    """MARC as JSON before the change; empty for a record that began with it."""
    change = models.TextField()
    """What was changed (`marc.delta`); for a new record its whole MARC as JSON, for a deleted one empty."""
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.OTHER)
    cause = models.CharField(max_length=24, blank=True)
    """The kind of thing that did it, when it was no person at an editor (see `changing.Cause`)."""
    cause_id = models.BigIntegerField(null=True, blank=True)
    reverted_to = models.PositiveIntegerField(null=True, blank=True)
    """The version that was brought back."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_revision_per_version")]
        indexes = [models.Index(fields=["cause", "cause_id", "id"], name="revisions_by_cause")]

    def __str__(self):
        return f"{self.record_id} v{self.number}"

    @property
    def after(self) -> str:
        """MARC as JSON after the change; empty when the record was deleted."""
        if not self.before or not self.change:
            return self.change
        return apply(self.before, self.change)

    @property
    def marc_before(self) -> Marc | None:
        return Marc.from_json(self.before) if self.before else None

    @property
    def marc_after(self) -> Marc | None:
        return Marc.from_json(self.after) if self.after else None
