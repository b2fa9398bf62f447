from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.circulation.models.loan import Loan


class Override(models.Model):
    """Somebody of the staff did an act in spite of refusals, and said why."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="overrides")
    act = models.CharField(_("act"), max_length=12)
    codes = models.JSONField(default=list)
    """The refusals that were lifted."""
    comment = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return ", ".join(self.codes)
