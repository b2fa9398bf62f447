from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One thing that happened, written in the same transaction as the thing itself."""

    event = models.CharField(max_length=80)
    data = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    tx = models.BigIntegerField(default=0, editable=False)
    """PostgreSQL: id of the writing transaction, so that followers see commits in order. SQLite: 0 (writers queue)."""

    class Meta:
        indexes = [
            models.Index(fields=["tx", "id"], name="journal_in_commit_order"),
            models.Index(fields=["event", "id"], name="journal_by_event"),
        ]

    def __str__(self):
        return f"{self.event} #{self.pk}"


class Heartbeat(models.Model):
    """A long-running process that says it is alive. The reaper frees the work of those that went silent."""

    name = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=20)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    at = models.DateTimeField(db_index=True)
    detail = models.JSONField(default=dict)

    def __str__(self):
        return f"{self.kind} on {self.host}"


class ScheduledRun(models.Model):
    """A periodic job that was started for one slot of its schedule: the unique key lets only one scheduler start it."""

    job = models.CharField(max_length=120)
    slot = models.DateTimeField()
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="one_run_per_slot")]

    def __str__(self):
        return f"{self.job} {self.slot:%Y-%m-%d %H:%M}"
