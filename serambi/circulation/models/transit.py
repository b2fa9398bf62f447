from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.circulation.models.hold import Hold


class Transit(models.Model):
    """A copy travels between branches: home, or to where somebody waits for it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="transits")
    origin = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, null=True, blank=True, on_delete=models.SET_NULL, related_name="transits")
    sent_at = models.DateTimeField(default=now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    arrived_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(arrived_at__isnull=True, cancelled_at__isnull=True),
                name="one_open_transit_per_item",
            ),
            models.CheckConstraint(condition=~Q(origin=F("destination")), name="transits_lead_elsewhere"),
        ]
        indexes = [
            models.Index(
                fields=["destination", "sent_at"],
                condition=Q(arrived_at__isnull=True, cancelled_at__isnull=True),
                name="open_transits_to",
            )
        ]

    def __str__(self):
        return f"{self.item_id} {self.origin_id}-{self.destination_id}"
