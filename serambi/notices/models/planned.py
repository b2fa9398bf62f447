from django.db import models

from serambi.notices.topics import Topic


class PlanRun(models.Model):
    """How far the planning of one day has come, for one zone and one window; done ones keep it from being redone."""

    zone = models.CharField(max_length=32)
    day = models.DateField()
    topic = models.CharField(max_length=12, choices=Topic.choices)
    detail = models.CharField(max_length=12, blank=True, default="")
    cursor = models.CharField(max_length=80, blank=True, default="")
    """The last row that was read; planning goes on behind it."""
    count = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "zone", "topic", "detail"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "day", "topic", "detail"], name="one_planning_a_day_and_window")
        ]

    def __str__(self):
        return f"{self.day} {self.zone} {self.topic}"
