from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.models import BibRecord, Item, Work
from serambi.catalogue.vocabulary import Format
from serambi.patrons.models import Patron

LIVE = ("waiting", "transit", "ready")
CAUGHT = ("transit", "ready")


class HoldQuerySet(models.QuerySet):
    def live(self):
        """Waiting, travelling or ready."""
        return self.filter(state__in=LIVE)

    def caught(self):
        """With a copy of its own."""
        return self.filter(state__in=CAUGHT)


class Hold(models.Model):
    """A patron waits for a title: any edition (`work` alone), one format of it, one edition, or one copy.

    `work` is always named, so that one index serves the queue of a title. The queue goes by `rank`, then `placed_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TRANSIT = "transit", _("On its way")
        READY = "ready", _("Ready for pickup")
        FULFILLED = "fulfilled", _("Picked up")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Not picked up")

    class Ended(models.TextChoices):
        PATRON = "patron", _("Cancelled by the member")
        STAFF = "staff", _("Cancelled by the library")
        PICKUP = "pickup", _("Not picked up in time")
        NEEDED = "needed", _("No longer needed")
        HOPELESS = "hopeless", _("No copy can fill it")

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="holds")
    record = models.ForeignKey(BibRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    """This edition only."""
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="item_holds")
    """This copy only."""
    format = models.CharField(_("format"), max_length=12, choices=Format.choices, blank=True, default="")
    """Any edition in this format only."""
    patron = models.ForeignKey(Patron, null=True, on_delete=models.PROTECT, related_name="holds")
    """Null once anonymised."""
    pickup_branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="holds")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    rank = models.IntegerField(default=0)
    """Smaller goes first; staff move a hold up with it. Equal ranks go by `placed_at`."""
    placed_at = models.DateTimeField(_("placed"), default=now)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    needed_by = models.DateField(_("needed until"), null=True, blank=True)
    suspended = models.BooleanField(_("suspended"), default=False)
    suspended_until = models.DateField(_("suspended until"), null=True, blank=True)
    """The first day on which it counts again; null with `suspended`: until the patron says so."""
    caught = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="caught_by")
    """The copy that was caught for it: in transit or on the hold shelf."""
    caught_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    pickup_by = models.DateField(_("to be picked up until"), null=True, blank=True)
    shelf_slot = models.CharField(_("place on the hold shelf"), max_length=12, blank=True)
    hopeless_since = models.DateTimeField(null=True, blank=True)
    """No copy of the house can fill it as things are."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "placed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["caught"], condition=Q(state__in=CAUGHT), name="one_caught_hold_per_item"),
            models.UniqueConstraint(
                fields=["patron", "work"],
                condition=Q(state__in=LIVE, item__isnull=True),
                name="one_live_hold_per_patron_and_work",
            ),
            models.UniqueConstraint(
                fields=["patron", "item"], condition=Q(state__in=LIVE), name="one_live_hold_per_patron_and_item"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CAUGHT) | Q(caught__isnull=False), name="caught_holds_have_a_copy"
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE) | Q(ended_at__isnull=False), name="ended_holds_have_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE) | Q(patron__isnull=False), name="live_holds_have_a_patron"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CAUGHT) | Q(suspended=False), name="caught_holds_are_not_suspended"
            ),
        ]
        indexes = [
            models.Index(
                fields=["work", "rank", "placed_at", "id"], condition=Q(state="waiting"), name="hold_queue_of_work"
            ),
            models.Index(fields=["patron", "state"], condition=Q(state__in=LIVE), name="live_holds_of_patron"),
            models.Index(fields=["pickup_branch", "pickup_by"], condition=Q(state="ready"), name="hold_shelf"),
        ]

    def __str__(self):
        return f"{self.work_id} {self.patron_id} {self.state}"
