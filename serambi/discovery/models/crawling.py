from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CrawlerGuard(models.Model):
    """How strictly automatic visitors are held off: a single row that librarians set."""

    class Strictness(models.TextChoices):
        OFF = "off", _("Off")
        NORMAL = "normal", _("Normal")
        STRICT = "strict", _("Strict")

    strictness = models.CharField(_("strictness"), max_length=8, choices=Strictness.choices, default=Strictness.NORMAL)
    refused_agents = models.TextField(_("further programs to refuse"), max_length=4000, blank=True)
    """One part of a user agent a line."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_crawler_guard")]

    def __str__(self):
        return self.strictness


class RefusedCount(models.Model):
    """How many requests were refused on a day and why. Whose they were is not kept."""

    class Reason(models.TextChoices):
        AGENT = "agent", _("Named program that is refused")
        BUDGET = "budget", _("Too many costly requests from one address")

    day = models.DateField()
    reason = models.CharField(max_length=8, choices=Reason.choices)
    agent = models.CharField(max_length=60, blank=True)
    """Name of the program from our own table; empty for budgets."""
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "reason", "agent"], name="one_refused_count_a_day")]

    def __str__(self):
        return f"{self.day} {self.reason} {self.count}"
