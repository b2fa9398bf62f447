from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from serambi.branches.models import Branch
from serambi.catalogue.models import ImportBatch


class Move(models.Model):
    """Files of an old system on their way in: read, answered for, tried, reviewed, committed, perhaps reverted."""

    class State(models.TextChoices):
        READING = "reading", _("Reading the files")
        COLUMNS = "columns", _("Say what the columns mean")
        QUESTIONS = "questions", _("Questions to answer")
        TURNING = "turning", _("Being turned into records")
        STAGING = "staging", _("Being compared with the catalogue")
        FORESEEING = "foreseeing", _("The report is being written")
        REVIEW = "review", _("Ready for review")
        COMMITTING = "committing", _("Being added to the catalogue")
        FINISHING = "finishing", _("Every row is given its place")
        KEEPING = "keeping", _("Members, loans, holidays and covers are put away")
        COMMITTED = "committed", _("In the catalogue")
        REVERTING = "reverting", _("Being taken back")
        UNDOING = "undoing", _("The rows are told")
        REVERTED = "reverted", _("Taken back")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Stopped by an error")
        EMPTY = "empty", _("Nothing can come in")

    RUNNING = frozenset(
        ["reading", "turning", "staging", "foreseeing", "committing", "finishing", "keeping", "reverting", "undoing"]
    )
    OPEN = frozenset({"columns", "questions", "review"})

    name = models.CharField(_("name"), max_length=160)
    source = models.CharField(_("name of the old system"), max_length=30, default="SLIMS")
    """Stands in 003 of its records, so that two systems' numbers never meet."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    stopped_in = models.CharField(max_length=12, choices=State.choices, blank=True)
    answers = models.JSONField(default=dict)
    """What staff answered: {"values": {group: {word: code}}, "brief": bool, "titles": "keep" | "words"}"""
    found = models.JSONField(default=dict)
    """What reading found: words by group, repairs, dropped columns, tables of a dump, titles in capitals."""
    counts = models.JSONField(default=dict)
    """Rows by outcome and reason, written when every row has its place."""
    on_match = models.CharField(
        _("when we have it already"), max_length=8, choices=ImportBatch.Overlay.choices, default="keep"
    )
    branch = models.ForeignKey(
        Branch, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("branch for copies that name none")
    )
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="moves")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    state_since = models.DateTimeField(default=now)
    run = models.PositiveIntegerField(default=0)
    """Which link of the chain may work on it; a task with an older number stops."""
    cursor = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    """Progress of the present step: bytes while reading, rows afterwards."""
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING


class MoveFile(models.Model):
    """One of its files, kept under a name of ours."""

    class Kind(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        SLIMS_TITLES = "slims_titles", _("SLiMS: titles (CSV)")
        SLIMS_COPIES = "slims_copies", _("SLiMS: copies (CSV)")
        SLIMS_MEMBERS = "slims_members", _("SLiMS: members (CSV)")
        SLIMS_DUMP = "slims_dump", _("SLiMS: database (SQL)")
        INLISLITE = "inlislite", _("INLISLite: collection (Excel)")
        TABLE = "table", _("A list of books")
        COVERS = "covers", _("Covers (archive of pictures)")

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=160)
    path = models.CharField(max_length=255)
    size = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=16, choices=Kind.choices, blank=True)
    columns = models.JSONField(default=list)
    """What each column means (`tables.targets`), for a list."""
    header = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    """Its first rows, to choose the columns by."""
    rows = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=24, blank=True)
    """Why the whole file cannot be read (`moving.reasons`)."""

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name


class MoveRow(models.Model):
    """One row of a file and what became of it. Every row of every file has one."""

    class Kind(models.TextChoices):
        TITLE = "title", _("Title")
        COPY = "copy", pgettext_lazy("of a title", "Copy")
        BOTH = "both", _("Title with copy")
        MEMBER = "member", _("Member")
        NONE = "none", _("Neither")

    class Outcome(models.TextChoices):
        """Exactly one of these; `taken_back` only after the move was."""

        WAITING = "", _("Not decided yet")
        IMPORTED = "imported", _("Imported")
        MERGED = "merged", _("Merged")
        DOUBTFUL = "doubtful", _("Doubtful")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="rows", db_index=False)
    file = models.ForeignKey(MoveFile, on_delete=models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    """Counts the rows of all files of the move, from 1."""
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=300, blank=True)
    barcodes = models.JSONField(default=list)
    """Of the copies it brings."""
    raw = models.TextField(blank=True)
    """The row as it stood in the file (cut when absurdly long)."""
    target = models.PositiveIntegerField(null=True)
    """The record of the batch (its position) to which it belongs."""
    fixed = models.BooleanField(default=False)
    """Its outcome was plain before anything was compared."""
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    flags = models.JSONField(default=list)
    """What was repaired or is to be looked at (`moving.reasons.FLAGS`)."""

    class Meta:
        ordering = ["move", "position"]
        constraints = [models.UniqueConstraint(fields=["move", "position"], name="one_row_per_place")]
        indexes = [models.Index(fields=["move", "outcome", "reason", "position"], name="move_rows_by_outcome")]

    def __str__(self):
        return f"{self.move_id}/{self.position}"


class KeptRow(models.Model):
    """A row of the old system's members, loans, reservations, fines or visits, for the room that will want it.

    Personal: nobody sees it, the head and the IT person see how many there are and may delete them; after
    `keeping.KEEP` they go by themselves.
    """

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="kept")
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)
    data = models.TextField()
    """Encrypted JSON (`keeping.py`)."""
    kept_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["move", "table", "key"], name="kept_rows_by_table")]

    def __str__(self):
        return f"{self.table} {self.key}"


class Remembered(models.Model):
    """What staff answered once: what a word of an old system, or the headings of a list, mean here."""

    group = models.CharField(max_length=12)
    word = models.CharField(max_length=120)
    choice = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "word"], name="one_answer_per_word")]

    def __str__(self):
        return f"{self.group}: {self.word}"


class Departure(models.Model):
    """An export of everything as one archive, written by the worker."""

    class State(models.TextChoices):
        WRITING = "writing", _("Being written")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Stopped by an error")

    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITING)
    path = models.CharField(max_length=255, blank=True)
    size = models.BigIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    step = models.CharField(max_length=80, blank=True)
    """The table being written."""
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.begun_at:%Y-%m-%d} {self.state}"
