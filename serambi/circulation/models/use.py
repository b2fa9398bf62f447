from django.conf import settings
from django.db import models
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.models import Item


class InHouseUse(models.Model):
    """A copy was read in the library and left on the table: counted, without any person."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="in_house_uses")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["item", "-at"], name="in_house_uses_of_item")]

    def __str__(self):
        return f"{self.item_id} {self.at:%Y-%m-%d}"
