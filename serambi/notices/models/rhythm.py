import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Rhythm(models.Model):
    """When the library writes: a single row; without it, the defaults hold."""

    opens = models.TimeField(_("not before"), default=datetime.time(8))
    closes = models.TimeField(_("not after"), default=datetime.time(20))
    """Both in the zone of the reader's home branch."""
    days_before = models.PositiveSmallIntegerField(
        _("days before a loan is due"), default=2, validators=[MinValueValidator(1), MaxValueValidator(14)]
    )
    ladder = models.CharField(_("days after a loan was due"), max_length=40, default="1,7,14")
    card_days = models.PositiveSmallIntegerField(
        _("days before a card expires"), default=30, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_rhythm"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="rhythm_opens_before_it_closes"),
        ]

    def __str__(self):
        return f"{self.opens:%H.%M}-{self.closes:%H.%M}"

    @property
    def steps(self) -> tuple[int, ...]:
        """The rungs of the ladder, in days, soonest first."""
        return tuple(sorted({int(part) for part in self.ladder.split(",") if part.strip().isdecimal()}))
