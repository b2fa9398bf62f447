from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from serambi.patrons.models.guardian import Guardian
from serambi.patrons.models.patron import Patron


class ConsentText(models.Model):
    """One version of what people agree to, for one purpose. A text that somebody agreed to never changes."""

    class Purpose(models.TextChoices):
        MEMBERSHIP = "membership", _("Membership")
        HISTORY = "history", _("Reading history")
        NEWS = "news", _("News by e-mail or WhatsApp")

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    version = models.PositiveIntegerField(_("version"))
    body = models.TextField(_("text"), max_length=6000)
    body_en = models.TextField(_("text in English"), max_length=6000, blank=True)
    published_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["purpose", "-version"]
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="one_consent_text_per_version")]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.version}"

    @property
    def words(self) -> str:
        return self.body_en if self.body_en and get_language() == "en" else self.body


class Consent(models.Model):
    """Somebody agreed to a text: who, for whom, when and how it can be shown (UU PDP 27/2022 Ps 22, 24, 25)."""

    class How(models.TextChoices):
        ONLINE = "online", _("On the website")
        LINK = "link", _("By the link sent to the guardian")
        DESK = "desk", _("At the desk")
        PAPER = "paper", _("Signed on paper")

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    guardian = models.ForeignKey(Guardian, null=True, blank=True, on_delete=models.PROTECT, related_name="consents")
    """Who agreed for a child; null: the patron did."""
    how = models.CharField(_("how"), max_length=8, choices=How.choices)
    proof = models.CharField(_("proof"), max_length=200, blank=True)
    """Where the paper lies, or which link was used; never an address of the network."""
    given_at = models.DateTimeField(default=now)
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The member of staff who saw it."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patron", "text"], condition=Q(withdrawn_at__isnull=True), name="one_standing_consent_per_text"
            )
        ]

    def __str__(self):
        return f"{self.patron_id} {self.text_id}"
