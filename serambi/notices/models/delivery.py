from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.notices.models.notice import Notice
from serambi.notices.topics import Topic, Via
from serambi.patrons.models import Guardian, Patron


class Delivery(models.Model):
    """One message to one person through one channel, telling of one notice or several.

    It is claimed (`sending`) and committed before anything leaves the house. Whoever dies between that and the answer
    leaves it so, and the sweep makes it `unknown`: perhaps sent, never repeated by a machine.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SENDING = "sending", _("Being sent")
        BY_HAND = "by_hand", _("To be sent by hand")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Outcome unknown")
        DROPPED = "dropped", _("Dropped")

    patron = models.ForeignKey(Patron, null=True, blank=True, on_delete=models.CASCADE, related_name="deliveries")
    """Who reads it; null: a guardian who is no member."""
    guardian = models.ForeignKey(Guardian, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    """Set when it goes to somebody because of a child."""
    channel = models.CharField(_("channel"), max_length=10, choices=Via.choices)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    notices = models.ManyToManyField(Notice, related_name="deliveries")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField()
    """Not before."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    provider_id = models.CharField(_("number at the provider"), max_length=200, blank=True, default="")
    error = models.CharField(_("what the other side said"), max_length=300, blank=True, default="")
    subject = models.CharField(_("subject"), max_length=200, blank=True, default="")
    body = models.TextField(_("text"), blank=True, default="")
    """As it was sent; emptied after 90 days."""
    path = models.CharField(max_length=200, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(patron__isnull=False) | Q(guardian__isnull=False), name="deliveries_have_a_reader"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False), name="claimed_deliveries_say_when"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=Q(state="planned"), name="deliveries_to_send"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="deliveries_in_the_air"),
            models.Index(fields=["state", "channel", "-id"], name="deliveries_by_state"),
            models.Index(fields=["patron", "-id"], condition=Q(channel="inbox"), name="inbox_of_patron"),
            models.Index(fields=["provider_id"], condition=~Q(provider_id=""), name="deliveries_by_provider"),
        ]

    def __str__(self):
        return f"{self.channel} {self.topic} {self.state}"
