"""How templates say opening hours: `{% load hours %}`. The words are made in `serambi.branches.words`."""

from django import template
from django.utils.dates import WEEKDAYS

from serambi.branches import words
from serambi.ui.templatetags.ui import state

register = template.Library()


@register.simple_tag
def door_state(now):
    """How a branch is at this moment, as the design system shows a state."""
    return state(words.kind(now), words.state(now), icon="clock" if words.kind(now) == "warn" else None)


@register.filter
def day_hours(day, zone=""):
    """08.00–20.00 WITA, or "Closed"."""
    return words.hours(day, zone)


@register.filter
def day_note(day):
    """Why a day is not like its weekday; empty when it is."""
    return words.note(day)


@register.filter
def span_hours(span):
    """08.00–12.00."""
    return words.spans([span])


@register.filter
def change_words(row, zone=""):
    """What a declared change does: closed, open 08.00–15.00."""
    return words.change(row, zone)


@register.simple_tag
def date_span(first, last):
    """17–19 August 2026."""
    return words.dates(first, last)


@register.filter
def weekday_name(weekday: int):
    """0 is Monday."""
    return WEEKDAYS[weekday]
