from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.patrons.models.patron import Patron


class CardScheme(models.Model):
    """How numbers of new cards are made: a single row, locked while a number is drawn."""

    class Check(models.TextChoices):
        NONE = "none", _("No check digit")
        LUHN = "luhn", _("Luhn (mod 10)")
        MOD11 = "mod11", _("Modulus 11 (X for 10)")

    prefix = models.CharField(_("prefix"), max_length=24, blank=True)
    """May hold {year} and {branch}: the year of joining, the code of the home branch."""
    digits = models.PositiveSmallIntegerField(
        _("digits"), default=7, validators=[MinValueValidator(3), MaxValueValidator(12)]
    )
    check_digit = models.CharField(_("check digit"), max_length=5, choices=Check.choices, default=Check.LUHN)
    next_number = models.PositiveBigIntegerField(_("next number"), default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_card_scheme")]

    def __str__(self):
        return f"{self.prefix}{'0' * self.digits}"


class FormerCard(models.Model):
    """A card number that counts no more. It is never given again; a desk that scans it reads whose it was and why."""

    class Why(models.TextChoices):
        LOST = "lost", _("Lost")
        WORN = "worn", _("Worn or broken")
        RENUMBERED = "renumbered", _("New numbering")
        CLOSED = "closed", _("Membership closed")

    number = models.CharField(_("card number"), max_length=40, unique=True)
    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="former_cards")
    why = models.CharField(_("why"), max_length=12, choices=Why.choices)
    ended_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-ended_at", "-id"]

    def __str__(self):
        return self.number
