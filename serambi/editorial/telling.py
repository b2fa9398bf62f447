"""What Wagtail does to pages becomes facts of the journal, and this process forgets what it kept of them."""

from django.db import transaction
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published, page_unpublished

from serambi.editorial.events import PagePublished, PageTakenOff
from serambi.editorial.queries import forget
from serambi.journal.record import record


def listen() -> None:
    page_published.connect(_published, dispatch_uid="editorial.published")
    page_unpublished.connect(_taken_off, dispatch_uid="editorial.taken_off")


def _published(sender, instance, **kwargs):
    record(PagePublished(page_id=instance.pk, kind=sender.__name__), by=_who())
    transaction.on_commit(forget)


def _taken_off(sender, instance, **kwargs):
    record(PageTakenOff(page_id=instance.pk, kind=sender.__name__), by=_who())
    transaction.on_commit(forget)


def _who():
    return get_active_log_context().user
