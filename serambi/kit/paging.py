"""Lists by key: a page begins behind a row, so that page 4,000 costs what page 1 does."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.timezone import is_naive

PAGE = 50


@dataclass(frozen=True)
class Slice:
    """What the `pager` tag shows: rows and the keys of the pages beside them."""

    rows: list
    next: str
    previous: str

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page_of(found: QuerySet, keys: tuple[str, ...], parameters, *, descending: bool = False, size: int = PAGE) -> Slice:
    """The page that `?after=` or `?before=` asks for; a key nobody made shows the first page.

    `keys` are the columns of the order; together they must be unique.
    """
    after = _read(found, keys, parameters.get("after", ""))
    before = _read(found, keys, parameters.get("before", ""))
    order = [f"-{key}" if descending else key for key in keys]
    if before is not None:
        back = [key if descending else f"-{key}" for key in keys]
        rows = list(found.filter(_beyond(keys, before, greater=descending)).order_by(*back)[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return Slice(rows, next=_key(rows, keys, -1), previous=_key(rows, keys, 0) if more else "")
    if after is not None:
        found = found.filter(_beyond(keys, after, greater=not descending))
    rows = list(found.order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Slice(
        rows, next=_key(rows, keys, -1) if more else "", previous=_key(rows, keys, 0) if after is not None else ""
    )


def _beyond(keys: tuple[str, ...], values: list, *, greater: bool) -> Q:
    """Behind the row with these values, in the order of the keys."""
    way = "gt" if greater else "lt"
    reach = Q()
    for index, key in enumerate(keys):
        same = Q(**dict(zip(keys[:index], values[:index], strict=True)))
        reach |= same & Q(**{f"{key}__{way}": values[index]})
    return reach


def _key(rows: list, keys: tuple[str, ...], index: int) -> str:
    if not rows:
        return ""
    values = [getattr(rows[index], key) for key in keys]
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def _read(found: QuerySet, keys: tuple[str, ...], text: str) -> list | None:
    if not text or len(text) > 2000:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            return None
        fields = [found.model._meta.pk if key == "pk" else found.model._meta.get_field(key) for key in keys]
        read = [_sound(field.to_python(value)) for field, value in zip(fields, values, strict=True)]
    except (ValueError, binascii.Error, ValidationError, TypeError, OverflowError, RecursionError):
        return None
    return read


def _sound(value):
    """The value, if a database takes it. Raises ValueError, or OverflowError for a moment at the edge of time."""
    if value is None or (isinstance(value, int) and abs(value) > 2**62):
        raise ValueError
    if isinstance(value, datetime):
        if is_naive(value):
            raise ValueError
        value.astimezone(UTC)
    if "\x00" in str(value).encode().decode():  # half characters do not become bytes: a ValueError
        raise ValueError
    return value
