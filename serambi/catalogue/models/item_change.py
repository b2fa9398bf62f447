from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models.item import Item


class ItemChange(models.Model):
    """One thing that staff did to a copy. Never changed; outlives the copy. What imports add is told by the import."""

    class Act(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        MOVED = "moved", _("Moved to another branch")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RETURNED = "returned", _("Brought back into the collection")
        REPAIR = "repair", _("Sent to repair")
        REPAIRED = "repaired", _("Back from repair")
        MARKED = "marked", _("Marked")
        ISSUE = "issue", _("Put into another issue")
        RECORD = "record", _("Moved to another record")
        LABELLED = "labelled", _("Label printed")
        DELETED = "deleted", _("Deleted")

    item = models.ForeignKey(
        Item, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="changes"
    )
    """Without constraint: what is known of a copy outlives it."""
    record_id = models.BigIntegerField()
    """The record it belonged to then."""
    barcode = models.CharField(max_length=60)
    act = models.CharField(max_length=10, choices=Act.choices)
    values = models.JSONField(default=dict)
    """Field name to [before, after], as stored."""
    note = models.CharField(max_length=255, blank=True)
    cause = models.CharField(max_length=24, blank=True)
    cause_id = models.BigIntegerField(null=True, blank=True)
    """What did it, when it was no person at a form: "batch" and the id of the batch change, "merge" …"""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["item", "-id"], name="changes_of_item"),
            models.Index(fields=["record_id", "-id"], name="item_changes_of_record"),
            models.Index(fields=["cause", "cause_id", "id"], name="item_changes_by_cause"),
        ]

    def __str__(self):
        return f"{self.act} {self.barcode}"
