from django.db import models


class SearchMiss(models.Model):
    """Words that found nothing, counted a day. No person, no address, no time of day."""

    terms = models.CharField(max_length=120)
    """Folded; never anything that looks like an address, a number of a person or a long text (`misses.py`)."""
    day = models.DateField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "day"], name="one_miss_a_day")]
        indexes = [models.Index(fields=["day"], name="misses_by_day")]

    def __str__(self):
        return f"{self.terms} {self.day}"
