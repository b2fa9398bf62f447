from django.db import models
from django.utils.translation import gettext_lazy as _

from serambi.notices.topics import Topic
from serambi.patrons.models import Patron


class Preference(models.Model):
    """Which channels a patron wants for a topic, beside the inbox. No row: what the contact allows (`policy`)."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="notice_preferences")
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    email = models.BooleanField(_("E-mail"), default=False)
    push = models.BooleanField(_("Push message"), default=False)
    whatsapp = models.BooleanField("WhatsApp", default=False)

    class Meta:
        ordering = ["patron", "topic"]
        constraints = [models.UniqueConstraint(fields=["patron", "topic"], name="one_preference_per_topic")]

    def __str__(self):
        return f"{self.patron_id} {self.topic}"


class Manner(models.Model):
    """How a patron wants messages, whatever the topic. No row: as the defaults say."""

    patron = models.OneToOneField(Patron, on_delete=models.CASCADE, related_name="notice_manner")
    titles_in_push = models.BooleanField(_("name titles in push messages"), default=False)
    """A locked telephone on a table is read by others."""

    class Meta:
        ordering = ["patron"]

    def __str__(self):
        return str(self.patron_id)
