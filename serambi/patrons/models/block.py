from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.patrons.models.patron import Patron


class BlockQuerySet(models.QuerySet):
    def standing(self, day):
        """Not lifted, and not over on `day`."""
        return self.filter(lifted_at__isnull=True).filter(Q(until__isnull=True) | Q(until__gte=day))


class Block(models.Model):
    """Keeps a patron from borrowing, renewing or reserving, and says why. Automatic ones set and lift themselves."""

    class Reason(models.TextChoices):
        MANUAL = "manual", _("By the staff")
        OVERDUE = "overdue", _("Too many overdue copies")
        CHARGES = "charges", _("Too much to pay")
        SUSPENDED = "suspended", _("Waiting days after a late return")
        LOST_ITEM = "lost_item", _("A lost copy is not settled")
        BAD_CONTACT = "bad_contact", _("Messages cannot be delivered")
        CONSENT = "consent", _("The guardian's consent is missing")

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="blocks")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    branch = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    """Only there; null: everywhere."""
    note = models.CharField(_("note"), max_length=300, blank=True)
    """What the patron may read too."""
    stops_loans = models.BooleanField(_("no loans"), default=True)
    stops_renewals = models.BooleanField(_("no renewals"), default=True)
    stops_holds = models.BooleanField(_("no reservations"), default=True)
    set_at = models.DateTimeField(default=now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day on which it stands; null: until somebody, or the rule, lifts it."""
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patron", "reason"],
                condition=Q(lifted_at__isnull=True) & ~Q(reason="manual"),
                name="one_standing_block_per_reason",
            )
        ]
        indexes = [models.Index(fields=["patron"], condition=Q(lifted_at__isnull=True), name="standing_blocks")]

    def __str__(self):
        return f"{self.patron_id} {self.reason}"
