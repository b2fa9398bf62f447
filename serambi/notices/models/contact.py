from django.db import models
from django.utils.translation import gettext_lazy as _

from serambi.notices.topics import Via
from serambi.patrons.models import Patron


class ContactState(models.Model):
    """What is known of one address: that nothing can be delivered there, or that its owner wants nothing more.

    It speaks of the address, not of the person: a patron with a new address starts anew.
    """

    channel = models.CharField(_("channel"), max_length=10, choices=Via.choices)
    address = models.CharField(max_length=254)
    patron = models.ForeignKey(Patron, null=True, blank=True, on_delete=models.CASCADE, related_name="contact_states")
    """Whose it was when we learned of it."""
    bad_since = models.DateTimeField(null=True, blank=True)
    said = models.CharField(_("what the other side said"), max_length=300, blank=True, default="")
    stopped_at = models.DateTimeField(null=True, blank=True)
    """Wrote STOP, or pressed "no more messages"."""
    heard_at = models.DateTimeField(null=True, blank=True)
    """WhatsApp: the last time its owner wrote; free words may be sent for 24 hours after."""

    class Meta:
        ordering = ["-bad_since", "id"]
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="one_state_per_address")]

    def __str__(self):
        return f"{self.channel} {self.pk}"
