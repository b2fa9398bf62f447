"""What people are told about, and how it reaches them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """A kind of notice; preferences go by it, and messages are grouped by it."""

    DUE_SOON = "due_soon", _("Due soon")
    DUE_TODAY = "due_today", _("Due today")
    OVERDUE = "overdue", _("Overdue")
    HOLD_READY = "hold_ready", _("Reservation ready")
    HOLD_ENDING = "hold_ending", _("Pickup time about to end")
    CARD_EXPIRING = "card", _("Card about to expire")
    MEMBERSHIP = "membership", _("Membership")
    ANSWER = "answer", _("Answers of librarians")


class Via(models.TextChoices):
    """A channel."""

    INBOX = "inbox", _("Inbox")
    EMAIL = "email", _("E-mail")
    PUSH = "push", _("Push message")
    WHATSAPP = "whatsapp", "WhatsApp"


OF_LOANS = (Topic.DUE_SOON, Topic.DUE_TODAY, Topic.OVERDUE)
OF_HOLDS = (Topic.HOLD_READY, Topic.HOLD_ENDING)
OF_PATRONS = (Topic.CARD_EXPIRING, Topic.MEMBERSHIP)
OUTSIDE = (Via.EMAIL, Via.PUSH, Via.WHATSAPP)
"""Channels that leave the house; the inbox always gets its copy."""
OF_MEMBERSHIP = ("verified", "renewed", "replaced")
"""What may happen to a membership: details of the topic."""
CHOSEN = tuple(topic for topic in Topic if topic != Topic.ANSWER)
"""Topics that are sent today, and shown among the preferences."""
