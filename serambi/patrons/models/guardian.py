from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.patrons.models.patron import Patron


class Guardian(models.Model):
    """Somebody answers for a child: a member of the library, or only a name and a number to ask for consent."""

    class Relation(models.TextChoices):
        FATHER = "father", _("Father")
        MOTHER = "mother", _("Mother")
        OTHER = "guardian", _("Another guardian")

    child = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="guardians")
    patron = models.ForeignKey(Patron, null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    """The guardian's own membership, if there is one."""
    name = models.CharField(_("name of the guardian"), max_length=160)
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices, default=Relation.OTHER)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    sees_loans = models.BooleanField(_("may see and renew what the child has on loan"), default=True)
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["child", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "patron"], condition=Q(ended_at__isnull=True), name="one_open_guardianship"
            ),
            models.CheckConstraint(
                condition=Q(patron__isnull=True) | ~Q(patron=F("child")), name="nobody_is_their_own_guardian"
            ),
        ]

    def __str__(self):
        return self.name
