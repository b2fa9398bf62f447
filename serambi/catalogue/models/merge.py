from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.timezone import now

from serambi.catalogue.models.bib import BibRecord


class RecordMerge(models.Model):
    """That a record went into another one: where its address leads now, and all that taking it back needs."""

    survivor = models.ForeignKey(BibRecord, on_delete=models.CASCADE, related_name="merges")
    old_record = models.BigIntegerField()
    old_work = models.BigIntegerField()
    work_gone = models.BooleanField(default=False)
    """The old work had no other record: its address leads to the survivor's work."""
    title = models.CharField(max_length=300, blank=True)
    kept = models.JSONField(default=dict)
    """The old record's columns, and the ids of everything that moved (see `merging.acts`)."""
    version_after = models.PositiveIntegerField(default=0)
    """The survivor's version after the merge."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["old_record"], condition=models.Q(undone_at__isnull=True), name="one_place_for_an_old_record"
            )
        ]
        indexes = [models.Index(fields=["old_work"], name="merges_by_old_work")]

    def __str__(self):
        return self.title


class NotDoubles(models.Model):
    """That two records look alike and are not the same, as somebody who looked at both has said."""

    one = models.ForeignKey(BibRecord, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(BibRecord, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(Least("one", "other"), Greatest("one", "other"), name="told_apart_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="not_told_apart_from_itself"),
        ]

    def __str__(self):
        return f"{self.one_id} {self.other_id}"
