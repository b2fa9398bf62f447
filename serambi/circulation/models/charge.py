from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.circulation.models.loan import Loan
from serambi.patrons.models import Patron


class Charge(models.Model):
    """One line that a patron owes, in whole rupiah. `settled` is what payments, waivers and refunds sum up to."""

    class Kind(models.TextChoices):
        OVERDUE = "overdue", _("Late return")
        LOST = "lost", _("Lost copy")
        DAMAGE = "damage", _("Damaged copy")
        CARD = "card", _("New card")
        OTHER = "other", _("Other")

    patron = models.ForeignKey(Patron, on_delete=models.PROTECT, related_name="charges")
    loan = models.ForeignKey(Loan, null=True, blank=True, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(_("what for"), max_length=10, choices=Kind.choices)
    amount = models.PositiveIntegerField(_("amount"))
    settled = models.PositiveIntegerField(default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    """When nothing was left to pay."""

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["loan", "kind"],
                condition=Q(loan__isnull=False, kind__in=["overdue", "lost"]),
                name="one_charge_per_loan_and_kind",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="charges_are_something"),
            models.CheckConstraint(condition=Q(settled__lte=F("amount")), name="nobody_pays_too_much"),
        ]
        indexes = [models.Index(fields=["patron"], condition=Q(closed_at__isnull=True), name="open_charges_of")]

    def __str__(self):
        return f"{self.kind} {self.amount}"

    @property
    def left(self) -> int:
        return self.amount - self.settled


class Payment(models.Model):
    """What settled a part of a charge: money, a waiver, a refund (negative)."""

    class How(models.TextChoices):
        CASH = "cash", _("Cash")
        TRANSFER = "transfer", _("Transfer or QRIS")
        WAIVED = "waived", _("Waived")
        REFUND = "refund", _("Refunded")
        CANCELLED = "cancelled", _("Cancelled: the copy was found")

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments")
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    amount = models.IntegerField(_("amount"))
    comment = models.CharField(_("comment"), max_length=200, blank=True)
    branch = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    request = models.CharField(max_length=40, blank=True, default="")
    """A random name the asking screen gave it: the same one twice is one payment."""

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=~Q(request=""), name="one_payment_per_request")
        ]

    def __str__(self):
        return f"{self.how} {self.amount}"
