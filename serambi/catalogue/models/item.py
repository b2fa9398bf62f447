from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.models.bib import BibRecord
from serambi.catalogue.vocabulary import Condition, Format, Lending, Source, Status, Withdrawal


class SerialIssue(models.Model):
    """One issue of a journal: volume, number, date. Its copies are items."""

    record = models.ForeignKey(BibRecord, on_delete=models.CASCADE, related_name="issues")
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    """With its caption, in one spelling: "Vol. 41", "Th. XII" (`marc.enumeration`)."""
    number = models.CharField(_("number"), max_length=40, blank=True)
    published = models.CharField(_("date of issue"), max_length=60, blank=True)
    """As printed ("Januari-Februari 2025")."""
    sort = models.CharField(max_length=60, blank=True)
    """Greater for newer issues (`IssueName.sort`)."""
    title = models.CharField(_("title of the issue"), max_length=255, blank=True)
    imported_by = models.ForeignKey(
        "ImportBatch", null=True, blank=True, on_delete=models.SET_NULL, related_name="created_issues"
    )
    """The import that takes it away again when it is taken back; none once staff had their hands on it."""

    class Meta:
        ordering = ["-sort", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "volume", "number", "published"], name="issue_once_a_journal")
        ]

    def __str__(self):
        return " ".join(filter(None, [self.volume, self.number, self.published]))


class ItemQuerySet(models.QuerySet):
    def public(self):
        """What a visitor may see: withdrawn and lost copies are not shown."""
        return self.exclude(status__in=[Status.WITHDRAWN, Status.LOST])

    def on_shelf(self):
        return self.filter(status=Status.SHELF)


class Item(models.Model):
    """One copy (eksemplar) that can be found, counted and lent."""

    record = models.ForeignKey(BibRecord, on_delete=models.PROTECT, related_name="items")
    issue = models.ForeignKey(SerialIssue, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    barcode = models.CharField(_("barcode"), max_length=60)
    accession_number = models.CharField(_("accession number"), max_length=60, blank=True)
    """Nomor induk in the accession register (buku induk)."""
    call_number = models.CharField(_("call number"), max_length=100, blank=True)
    copy = models.CharField(_("copy"), max_length=20, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="items")
    shelf = models.CharField(_("shelf place"), max_length=80, blank=True)
    material = models.CharField(_("material"), max_length=12, choices=Format.choices, default=Format.BOOK)
    lending = models.CharField(_("lending category"), max_length=12, choices=Lending.choices, default=Lending.REGULAR)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.SHELF)
    condition = models.CharField(_("condition"), max_length=10, choices=Condition.choices, default=Condition.GOOD)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.UNKNOWN)
    obtained_from = models.CharField(_("obtained from"), max_length=160, blank=True, default="", db_default="")
    """The bookshop, giver or programme (nama sumber)."""
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    acquired_on = models.DateField(_("acquired"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)
    status_since = models.DateTimeField(default=now, db_default=Now())
    """When `status` became what it is."""
    withdrawn_because = models.CharField(
        _("why it was withdrawn"), max_length=10, choices=Withdrawal.choices, blank=True, default="", db_default=""
    )
    label_due = models.BooleanField(default=False, db_default=False)
    """It waits for a label: it is new here, or what stands on its label changed."""
    added_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    imported_by = models.ForeignKey(
        "ImportBatch", null=True, blank=True, on_delete=models.SET_NULL, related_name="created_items"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["record", "branch", "copy", "id"]
        constraints = [
            models.UniqueConstraint(fields=["barcode"], name="one_item_per_barcode"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_because="") | models.Q(status=Status.WITHDRAWN),
                name="only_withdrawn_items_have_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["accession_number"], name="items_by_accession"),
            models.Index(fields=["acquired_on", "id"], name="items_by_acquisition"),
            models.Index(
                fields=["status", "-status_since", "-id"],
                condition=~models.Q(status=Status.SHELF),
                name="items_off_the_shelf",
            ),
            models.Index(fields=["branch", "id"], condition=models.Q(label_due=True), name="items_awaiting_labels"),
        ]

    def __str__(self):
        return self.barcode
