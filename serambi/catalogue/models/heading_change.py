from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models.authority import Authority
from serambi.catalogue.models.bib import BibRecord


class HeadingChange(models.Model):
    """A heading was changed or taken in by another: its records follow in the background, and it can be undone."""

    class Act(models.TextChoices):
        CHANGED = "changed", _("Heading changed")
        MERGED = "merged", _("Two headings became one")

    class State(models.TextChoices):
        RUNNING = "running", _("Records are following")
        DONE = "done", _("Records have followed")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Stopped by an error")

    act = models.CharField(max_length=8, choices=Act.choices)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.SET_NULL, related_name="changes")
    """The heading that is left."""
    before = models.JSONField(default=dict)
    """What stood before: of the heading itself, and of the one that went (`headings.snapshots`)."""
    old_heading = models.CharField(max_length=255)
    new_heading = models.CharField(max_length=255)
    keys = models.JSONField(default=list)
    """Keys of the forms that give way (`controlled.Follow`)."""
    version_after = models.PositiveIntegerField(default=0)
    """The version the change left the heading in; a later one forbids undoing."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    stopped_in = models.CharField(max_length=8, choices=State.choices, blank=True)
    error = models.TextField(blank=True)
    cursor = models.BigIntegerField(default=0)
    """Id of the last row that was worked on."""
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    run = models.PositiveIntegerField(default=0)
    """Numbers the links of the chain, so that a task which was run twice finds itself overtaken."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    state_since = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority"],
                condition=models.Q(state__in=["running", "undoing", "failed"]),
                name="one_change_of_a_heading_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.old_heading} → {self.new_heading}"

    @property
    def is_running(self) -> bool:
        return self.state in (self.State.RUNNING, self.State.UNDOING)


class HeadingChangeRow(models.Model):
    """A record that follows, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("to be looked at")
        CHANGED = "changed", _("rewritten")
        SAME = "same", _("nothing to rewrite: it stands right, or is copied from the book (490, 653, 720)")
        UNFIT = "unfit", _("left alone: it would have no title any more")
        GONE = "gone", _("not in the catalogue any more")
        UNDONE = "undone", _("as it was before")
        KEPT = "kept", _("changed by somebody since, so it stays")

    change = models.ForeignKey(HeadingChange, on_delete=models.CASCADE, related_name="rows", db_index=False)
    record = models.ForeignKey(
        BibRecord, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    """Without constraint: the tally stays right when a record goes."""
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["change", "record"], name="record_once_a_change")]
        indexes = [models.Index(fields=["change", "outcome", "id"], name="followers_by_outcome")]

    def __str__(self):
        return f"{self.change_id}/{self.record_id} {self.outcome}"
