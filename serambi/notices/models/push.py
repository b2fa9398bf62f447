from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.patrons.models import Patron


class PushSubscription(models.Model):
    """A browser that shows our messages: where to, and the keys that only it can open them with."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=700, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    device = models.CharField(_("device"), max_length=80, blank=True, default="")
    added_at = models.DateTimeField(default=now)
    worked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self):
        return self.device or str(self.pk)
