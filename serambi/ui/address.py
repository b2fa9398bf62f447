"""Small helpers for addresses and optional markup."""

from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

POSITION = ("page", "after", "before")


def changed_query(parameters, **changes) -> str:
    """The query string with some parameters changed. The place in a list is forgotten unless it changes."""
    pairs = {key: list(values) for key, values in parameters.lists()} if parameters is not None else {}
    for key in POSITION:
        pairs.pop(key, None)
    for key, value in changes.items():
        values = [v for v in (value if isinstance(value, list | tuple | set) else [value]) if v not in (None, "")]
        if values:
            pairs[key] = values
        else:
            pairs.pop(key, None)
    return "?" + urlencode(pairs, doseq=True)


def filled(markup: str, value) -> SafeString:
    """`markup` with the value in it, or nothing when there is no value."""
    return format_html(markup, value) if value else SafeString("")


def field_value(value) -> float:
    """A number for a meter or a step; nothing a template passes breaks the page."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 0.0
    return number if 0 <= number < 1e15 else 0.0
