"""Which rows of the catalogue other rooms hold on to, so that they may not go."""

from serambi.catalogue import bulk

_OURS = {"catalogue"}


def in_use(model, ids: list[int]) -> set[int]:
    """Those of these rows that other rooms hold on to (a protected reference: loans, holds)."""
    used: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.related_model._meta.app_label in _OURS or getattr(relation.on_delete, "__name__", "") not in {
            "PROTECT",
            "RESTRICT",
        }:
            continue
        name = relation.field.attname
        for piece in bulk.in_pieces(ids):
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": piece})
            used |= set(rows.values_list(name, flat=True))
    return used
