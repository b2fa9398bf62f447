from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class BatchChange(models.Model):
    """The same change for many records or copies: foreseen, looked at, carried out, perhaps taken back.

    Every stage goes through the rows in chunks; `cursor` is the last position done, so that it resumes anywhere.
    """

    class State(models.TextChoices):
        PREVIEWING = "previewing", _("Being worked out")
        PREVIEW = "preview", _("Nothing has changed yet")
        RUNNING = "running", _("Being carried out")
        DONE = "done", _("Carried out")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        CANCELLED = "cancelled", _("Given up")
        FAILED = "failed", _("Stopped by an error")

    class Subject(models.TextChoices):
        RECORDS = "records", _("Records")
        ITEMS = "items", _("Copies")

    name = models.CharField(_("name"), max_length=120)
    subject = models.CharField(max_length=8, choices=Subject.choices)
    chosen = models.JSONField(default=dict)
    """How they were chosen, to be told: {"how", …}."""
    changes = models.JSONField(default=list)
    """What shall become of each: see `marc.edits` and `batches.copies`."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWING)
    stopped_in = models.CharField(max_length=10, choices=State.choices, blank=True)
    state_since = models.DateTimeField(default=now)
    run = models.PositiveIntegerField(default=0)
    """Which link of the chain of tasks may work on it."""
    cursor = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    """{"foreseen": {…}, "effect": {…}, "outcome": {…}}: sums of the rows, kept in their transactions."""
    error = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state in {self.State.PREVIEWING, self.State.RUNNING, self.State.UNDOING}


class BatchRow(models.Model):
    """One record or copy of a batch change, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Not yet done")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Unchanged: it was like that already")
        REFUSED = "refused", _("Refused")
        UNDONE = "undone", _("Taken back")
        KEPT = "kept", _("Kept: changed since by somebody else")

    batch = models.ForeignKey(BatchChange, on_delete=models.CASCADE, related_name="rows", db_index=False)
    position = models.PositiveIntegerField()
    target = models.BigIntegerField(null=True)
    """Id of the record or copy; none for a number nobody knows."""
    named = models.CharField(max_length=60, blank=True)
    """The number or barcode by which it was asked for."""
    foreseen = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.CharField(max_length=24, blank=True)
    """Why it was, or would be, refused or kept."""
    effects = models.CharField(max_length=40, blank=True)
    """Which of the changes have an effect on it: ",0,2,"."""

    class Meta:
        ordering = ["batch", "position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="one_batch_row_per_position")]
        indexes = [
            models.Index(fields=["batch", "outcome", "position"], name="batch_rows_by_outcome"),
            models.Index(fields=["batch", "foreseen", "position"], name="batch_rows_by_foreseen"),
        ]

    def __str__(self):
        return f"{self.batch_id}/{self.position}"
