"""What other rooms (and this one) hang on a record or a work follows it when it is merged, within the act.

Every foreign key follows by itself: loans, holds, list entries. Where the survivor has the same already (a list with
both works), the old row goes and is kept for taking the merge back. The event `RecordsMerged` tells rooms that keep
ids elsewhere.
"""

from django.apps import apps
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, models, transaction

Moved = dict[str, dict]
"""Relation ("discovery.ShelfEntry.work") to {"moved": ids, "lost": rows as JSON}."""


def relations_to(model: type[models.Model], besides: frozenset[str]) -> list[models.Field]:
    """Foreign keys of other models to `model`, hidden ones too; `besides` names models that are dealt with apart."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        if relation.related_model._meta.label not in besides:
            found.append(relation.field)
    return sorted(found, key=_name)


def follow(model: type[models.Model], old: int, new: int, besides: frozenset[str] = frozenset()) -> Moved:
    """Every row that points to `old` points to `new` from now on."""
    kept: Moved = {}
    for field in relations_to(model, besides):
        rows = field.model._base_manager.filter(**{field.name: old})
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[:100_000])
        if not ids:
            continue
        moved, lost = _repoint(field, ids, new)
        kept[_name(field)] = {"moved": moved, "lost": lost}
    return kept


def _repoint(field: models.Field, ids: list[int], new: int) -> tuple[list[int], str]:
    manager = field.model._base_manager
    try:
        with transaction.atomic():
            for start in range(0, len(ids), 500):
                manager.filter(pk__in=ids[start : start + 500]).update(**{field.attname: new})
        return ids, ""
    except IntegrityError:
        pass  # one of them is there twice: row by row
    moved, double = [], []
    for pk in ids:
        try:
            with transaction.atomic():
                manager.filter(pk=pk).update(**{field.attname: new})
            moved.append(pk)
        except IntegrityError:
            double.append(pk)
    rows = list(manager.filter(pk__in=double))
    lost = serializers.serialize("json", rows)
    for row in rows:
        row.delete()
    return moved, lost


def come_back(kept: Moved, old: int, new: int) -> None:
    """The reverse: what followed and still stands with `new` goes back to `old`, and what was double returns."""
    for name, each in kept.items():
        label, _dot, attribute = name.rpartition(".")
        try:
            model = apps.get_model(label)
            field = model._meta.get_field(attribute)
        except LookupError:
            continue  # a room of an older release
        ids = each["moved"]
        for start in range(0, len(ids), 500):
            rows = model._base_manager.filter(pk__in=ids[start : start + 500], **{field.attname: new})
            rows.update(**{field.attname: old})
        _revive(each["lost"])


def _revive(lost: str) -> None:
    if not lost:
        return
    try:
        for row in serializers.deserialize("json", lost):
            with transaction.atomic():
                row.save()
    except (DeserializationError, IntegrityError):
        return  # what it belonged to is gone


def _name(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"
