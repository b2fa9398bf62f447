from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.models.bib import BibRecord


class ImportBatch(models.Model):
    """One file on its way in: staged, reviewed, committed, perhaps reverted. `cursor` lets every stage resume."""

    class State(models.TextChoices):
        STAGING = "staging", _("Reading the file")
        REVIEW = "review", _("Ready for review")
        COMMITTING = "committing", _("Being added to the catalogue")
        COMMITTED = "committed", _("In the catalogue")
        REVERTING = "reverting", _("Being taken back")
        REVERTED = "reverted", _("Taken back")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Stopped by an error")
        EMPTY = "empty", _("Nothing can come in")

    class Overlay(models.TextChoices):
        """What becomes of a record that is already here."""

        KEEP = "keep", _("Keep ours, add the copies")
        REPLACE = "replace", _("Replace ours with the new record")
        NEW = "new", _("Add as a new record")

    class Unsure(models.TextChoices):
        """What becomes of a doubtful match nobody decided."""

        ADD = "add", _("Add them as new records")
        SKIP = "skip", _("Leave them out")

    name = models.CharField(_("name"), max_length=160)
    path = models.CharField(max_length=255)
    """File below the data folder's `imports/`; kept until the batch is cleared, so that nothing is lost."""
    size = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.STAGING)
    stopped_in = models.CharField(max_length=12, choices=State.choices, blank=True)
    """The state in which an error stopped the batch; it goes on from there."""
    on_match = models.CharField(
        _("when we have it already"), max_length=8, choices=Overlay.choices, default=Overlay.KEEP
    )
    when_unsure = models.CharField(
        _("doubtful matches nobody decided"), max_length=8, choices=Unsure.choices, default=Unsure.ADD
    )
    branch = models.ForeignKey(
        Branch,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("branch for copies that name none"),
    )
    branches = models.JSONField(null=True, blank=True)
    """Ids of the branches to which it may bring copies: those of the post of who began it. None: every branch."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who moved it on last: began, committed, cancelled or took it back."""
    created_at = models.DateTimeField(default=now)
    state_since = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True, blank=True)
    run = models.PositiveIntegerField(default=0)
    """Which link of the chain of tasks may work on it; a task that carries an older number stops at once."""
    cursor = models.BigIntegerField(default=0)
    """Staging: byte offset behind the last record read; committing: position of the last record done; reverting: id of
    the last catalogue record looked at."""
    total = models.PositiveIntegerField(null=True, blank=True)
    """Records in the file, known once it has been read."""
    done = models.PositiveIntegerField(default=0)
    """Records this stage has dealt with; progress is `done` of `total` (while staging, `cursor` of `size`)."""
    rate = models.FloatField(default=0)
    """Records a second over the last chunks."""
    counts = models.JSONField(default=dict)
    """Sums, kept in the same transaction as the rows they count: {"outcome": {...}, …} (see tally.py)."""
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state in {self.State.STAGING, self.State.COMMITTING, self.State.REVERTING}


class StagedRecord(models.Model):
    """One record of the file: what was read, what it matches, what was decided, what became of it."""

    class Outcome(models.TextChoices):
        """Every record of a file ends as exactly one of these (READ until committed)."""

        READ = "read", _("Read")
        ADDED = "added", _("Added")
        MERGED = "merged", _("Merged with ours")
        SKIPPED = "skipped", _("Left out by decision")
        REFUSED = "refused", _("Refused")
        REVERTED = "reverted", _("Taken back")

    class Decision(models.TextChoices):
        ADD = "add", _("Add as new")
        KEEP = "keep", _("Keep ours, add the copies")
        REPLACE = "replace", _("Replace ours")
        SKIP = "skip", _("Leave out")
        UNDECIDED = "undecided", _("Needs a decision")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    position = models.PositiveIntegerField()
    offset = models.BigIntegerField(default=0)
    raw = models.BinaryField()
    """The bytes as they stood in the file, kept where something was wrong with them (cut when absurdly long)."""
    marc = models.TextField(blank=True)
    prepared = models.TextField(blank=True)
    """What it will be stored with (`describing.Prepared`), until it is committed."""
    title = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=24, blank=True)
    """The code of the first, gravest problem; empty when there is none."""
    problems = models.JSONField(default=list)
    """Everything that was wrong, in the words of the reader (`marc.problems.Problem.as_dict`)."""
    match = models.ForeignKey(BibRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    match_position = models.PositiveIntegerField(null=True, blank=True)
    """The earlier record of the same file that this one repeats."""
    match_rule = models.CharField(max_length=10, blank=True)
    is_heading = models.BooleanField(default=False, db_default=False)
    """An authority record: it brings a heading, no title."""
    heading = models.ForeignKey("Authority", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Of an authority record: our heading that it matches, or that it became."""
    """By which evidence: control, system, isbn, issn, title."""
    doubt = models.CharField(max_length=16, blank=True)
    """Why the match is not sure (see `matching.DOUBTS`)."""
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.ADD)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.READ)
    reason = models.CharField(max_length=24, blank=True)
    """Why it was refused, left out, or could not be taken back (see `importing/reasons.py`)."""
    record = models.ForeignKey(BibRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    before = models.TextField(blank=True)
    """The MARC of our record before this one replaced it, for the revert."""
    version_after = models.PositiveIntegerField(null=True, blank=True)
    items_added = models.PositiveSmallIntegerField(default=0)
    items_refused = models.JSONField(default=list)
    """Copies that did not come in: [{"barcode", "reason", "detail"}]."""

    class Meta:
        ordering = ["batch", "position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="one_row_per_position")]
        indexes = [
            models.Index(fields=["batch", "outcome", "position"], name="rows_by_outcome"),
            models.Index(fields=["batch", "decision", "position"], name="rows_by_decision"),
            models.Index(fields=["batch", "problem", "position"], name="rows_by_problem"),
            models.Index(fields=["batch", "record"], name="rows_by_record"),
        ]

    def __str__(self):
        return f"{self.batch_id}/{self.position}"


class StagedKey(models.Model):
    """A number or title of a record of a file, so that its repeats within the file are seen. Gone once it is staged."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.BigIntegerField()
    """64 bits of `kind:value` (see `matching.digest`)."""
    position = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["batch", "digest"], name="staged_key_lookup")]

    def __str__(self):
        return f"{self.batch_id}/{self.position}"
