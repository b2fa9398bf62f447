from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.patrons.models import Category, Patron


class LoanQuerySet(models.QuerySet):
    def open(self):
        return self.filter(returned_at__isnull=True)

    def counted(self):
        """Open and counted against limits: not what is said to have been returned, not what is read in the house."""
        return self.open().filter(claimed_at__isnull=True, in_house=False)

    def overdue(self, moment):
        return self.open().filter(due_at__lt=moment, claimed_at__isnull=True, lost_at__isnull=True)


class Loan(models.Model):
    """One copy in one patron's hands. Closed loans stay, and lose their patron after a while (`anonymising`)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="loans")
    patron = models.ForeignKey(Patron, null=True, on_delete=models.PROTECT, related_name="loans")
    """Null once anonymised."""
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    """Of the patron at checkout: kept for counting when the patron is gone."""
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="loans")
    """Where it was lent; its calendar and zone decide when it is due."""
    loaned_at = models.DateTimeField(_("lent"), default=now)
    due_at = models.DateTimeField(_("due"))
    hourly = models.BooleanField(default=False)
    """Due at a time of the day, not at its end."""
    in_house = models.BooleanField(_("read in the library"), default=False)
    renewals = models.PositiveSmallIntegerField(_("renewals"), default=0)
    recalled_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(_("said to be returned"), null=True, blank=True)
    lost_at = models.DateTimeField(_("lost"), null=True, blank=True)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    returned_to = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Null: a machine, or the patron at one."""
    anonymised_at = models.DateTimeField(null=True, blank=True)
    request = models.CharField(max_length=40, blank=True, default="")
    """A random name the asking screen gave this checkout: the same one twice is one loan (double click, resend)."""

    objects = LoanQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(returned_at__isnull=True), name="one_open_loan_per_item"
            ),
            models.UniqueConstraint(fields=["request"], condition=~Q(request=""), name="one_loan_per_request"),
            models.CheckConstraint(
                condition=Q(patron__isnull=False) | Q(anonymised_at__isnull=False, returned_at__isnull=False),
                name="open_loans_have_a_patron",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=models.F("loaned_at")), name="due_after_lent"),
        ]
        indexes = [
            models.Index(fields=["patron", "due_at"], condition=Q(returned_at__isnull=True), name="open_loans_of"),
            models.Index(fields=["due_at", "id"], condition=Q(returned_at__isnull=True), name="open_loans_by_due"),
            models.Index(fields=["patron", "-returned_at"], name="loans_of_patron"),
            models.Index(
                fields=["returned_at", "id"],
                condition=Q(returned_at__isnull=False, anonymised_at__isnull=True),
                name="loans_to_anonymise",
            ),
            models.Index(fields=["item", "-loaned_at"], name="loans_of_item"),
        ]

    def __str__(self):
        return f"{self.item_id} {self.patron_id}"


class DueChange(models.Model):
    """One change of when a loan is due: a renewal, a recall, a closure declared late, a correction."""

    class Why(models.TextChoices):
        RENEWED = "renewed", _("Renewed")
        AUTOMATIC = "automatic", _("Renewed automatically")
        RECALLED = "recalled", _("Recalled")
        CLOSURE = "closure", _("The branch is closed")
        CORRECTED = "corrected", _("Corrected by the staff")

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="due_changes")
    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    before = models.DateTimeField()
    after = models.DateTimeField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.loan_id} {self.why}"


class Claim(models.Model):
    """The patron says the copy came back; the house looks for it. Meanwhile no fine, no notice, no limit counts it."""

    class Outcome(models.TextChoices):
        FOUND = "found", _("Found in the library")
        RETURNED = "returned", _("Brought back by the patron")
        LOST = "lost", _("Lost after all")
        EXCUSED = "excused", _("Excused")

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-claimed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["loan"], condition=Q(resolved_at__isnull=True), name="one_open_claim_per_loan"
            )
        ]

    def __str__(self):
        return f"{self.loan_id} {self.outcome}"
