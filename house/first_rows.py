"""What migrations lay into the tables of our rooms: categories, loan rules, texts, number patterns.

Tests that need committed data sweep every table when they end. Without this a test would find those rows or not, by the
order of files.
"""

from django.apps import apps
from django.db import transaction

_LAID: dict[type, list] = {}
PLANTED_ELSEWHERE = {"editorial"}
"""Pages of a tree: their tests plant it anew."""


def remember() -> None:
    """Read what stands in the fresh tables; called once, before the first test."""
    _LAID.clear()
    for config in apps.get_app_configs():
        if config.name.startswith("serambi.") and config.label not in PLANTED_ELSEWHERE:
            for model in config.get_models():
                if rows := list(model.objects.order_by("pk")):
                    _LAID[model] = rows


def lay_again() -> None:
    """Put back what is missing of it."""
    with transaction.atomic():
        for model, rows in _LAID.items():
            there = set(model.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
            model.objects.bulk_create([row for row in rows if row.pk not in there])
