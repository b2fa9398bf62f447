from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.notices.topics import Topic
from serambi.patrons.models import Patron


class Notice(models.Model):
    """One thing a patron should know. `key` names the thing, so that nobody is told the same twice.

    The subject is an id without a foreign key: a loan, a hold or the patron, by the topic. What a notice is about may
    be deleted without asking this room; the notice is then dropped.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Outcome unknown")
        DROPPED = "dropped", _("Dropped")

    class Why(models.TextChoices):
        RETURNED = "returned", _("It has been returned")
        RENEWED = "renewed", _("It is due on another day now")
        CLAIMED = "claimed", _("The member says it has been returned")
        LOST = "lost", _("It is reported lost")
        HOLD_ENDED = "hold_ended", _("The reservation is picked up, cancelled or over")
        HOLD_WAITS = "hold_waits", _("The reservation is not ready any more")
        VALID = "valid", _("The card is valid for longer now")
        PATRON_GONE = "patron_gone", _("The membership is closed or not verified")
        GONE = "gone", _("What it was about is not there any more")
        UNREACHABLE = "unreachable", _("There is no way to reach the member")
        STALE = "stale", _("It came too late to be of use")
        DECIDED = "decided", _("The staff decided not to send it")

    key = models.CharField(max_length=80, unique=True)
    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="notices")
    """Whom it is about. A child's notice goes to the guardian too."""
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    detail = models.CharField(max_length=12, blank=True, default="")
    """Within the topic: days overdue, what happened to the membership."""
    subject_id = models.BigIntegerField()
    promised = models.CharField(max_length=32, blank=True, default="")
    """The moment or day it speaks of, as text; when it has changed, the notice has no cause any more."""
    entry_id = models.BigIntegerField(null=True, blank=True)
    """The journal entry it answers; null: planned by the daily run."""
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="+", verbose_name=_("branch"))
    """The patron's home branch when it was planned: its clock says when messages may be sent."""
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    dropped_why = models.CharField(_("why not sent"), max_length=12, choices=Why.choices, blank=True, default="")
    planned_for = models.DateTimeField(_("planned for"))
    made_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-planned_for", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="dropped") & ~Q(dropped_why="")) | (~Q(state="dropped") & Q(dropped_why="")),
                name="dropped_notices_say_why",
            ),
        ]
        indexes = [
            models.Index(fields=["planned_for", "id"], condition=Q(state="planned"), name="notices_to_send"),
            models.Index(fields=["state", "-planned_for", "-id"], name="notices_by_state"),
            models.Index(fields=["branch", "-planned_for", "-id"], name="notices_by_branch"),
        ]

    def __str__(self):
        return self.key
