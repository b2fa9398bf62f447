from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.patrons.models.patron import Patron


class Look(models.Model):
    """The processing log of UU PDP 27/2022 Ps 31: somebody of the staff worked with a patron's data. One line a day,
    person and kind, which the patron may read."""

    class What(models.TextChoices):
        SEEN = "seen", _("Data looked at")
        CHANGED = "changed", _("Data changed")
        EXPORTED = "exported", _("Data given out as a file")
        LENT = "lent", _("Served at the desk")

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="looks")
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField(_("day"))
    first_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["patron", "what", "by", "day"], name="one_look_a_day")]

    def __str__(self):
        return f"{self.day} {self.what}"
