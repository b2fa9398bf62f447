"""The two things a results page repeats most, put together in Python: a page has up to a hundred checkboxes and
twenty works, and Django's template loops would cost more than the search itself."""

from html import escape

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext

from serambi.ui.marks import cover, icon
from serambi.ui.templatetags.ui import state
from serambi.ui.words import language_tag, number

register = template.Library()
CHECKED, BELOW = mark_safe(" checked"), mark_safe(" tick--below")
NOTHING = mark_safe("")


@register.simple_tag
def ticks(key, choices) -> SafeString:
    """The checkboxes of one facet: `{% ticks group.key group.choices %}`."""
    name = escape(key)
    return mark_safe(  # noqa: S308  (every value is escaped in _tick)
        "".join(_tick(name, choice) for choice in choices)
    )


def _tick(name: str, choice) -> str:
    count = choice.count if choice.count < 1000 else number(choice.count)
    return (
        f'<label class="tick{" tick--below" if choice.below else ""}"><input type="checkbox" name="{name}" '
        f'value="{escape(choice.value)}"{" checked" if choice.selected else ""}> <span>{escape(choice.label)}</span> '
        f'<span class="num">{count}</span></label>'
    )


@register.simple_tag
def title_language(code) -> SafeString:
    """The `lang` attribute of a title in another language than the page, for screen readers."""
    tag = language_tag(str(code or ""))
    page = (get_language() or "id")[:2]
    return mark_safe(f' lang="{escape(tag)}"' if tag and tag != page else "")  # noqa: S308  (escaped)


@register.simple_tag
def work(card, title="", note="", level=2) -> SafeString:
    """One work in a list of results; `title` is the marked one, `note` the words beside it on a list."""
    language = title_language(card.language)
    forms = "".join(f"<li>{icon(form.icon)}{escape(form.label)}</li>" for form in card.formats)
    why = f'<p class="book__why">{escape(note)}</p>' if note else ""
    place = f"<span>{escape(card.place)}</span>" if card.place else ""
    named = escape(pgettext("of a work", "Formats"))
    return mark_safe(  # noqa: S308  (every value is escaped here or came from a tag that escapes)
        f"<li>{cover(card.title, card.author, card.ddc, card.work_id, image=card.image)}<div>"
        f'<h{level:d} class="results__t"{language}><a href="{escape(card.url)}">'
        f"<bdi>{conditional_escape(title or card.title)}</bdi></a></h{level:d}>"
        f'<p class="results__by">{escape(_by(card))}</p>'
        f"{why}"
        f'<ul class="forms" aria-label="{named}">{forms}</ul>'
        f'<div class="results__where">{state(card.state.kind, card.state.text)}'
        f"{place}</div></div></li>"
    )


def _by(card) -> str:
    text = ", ".join(filter(None, [card.author, card.years]))
    if card.editions > 1:
        editions = ngettext("%(n)s edition", "%(n)s editions", card.editions) % {"n": card.editions}
        text = f"{text} · {editions}" if text else editions
    return text


@register.simple_tag
def more_ticks(group) -> SafeString:
    """The checkboxes behind "show more" of one facet; nothing when all are shown."""
    if not group.more:
        return SafeString("")
    said = ngettext("%(n)s more", "%(n)s more", len(group.more)) % {"n": len(group.more)}
    return format_html(
        '<details class="fold"><summary>{} {}<span class="sr">: {}</span></summary>{}</details>',
        icon("down", small=True),
        said,
        group.title,
        ticks(group.key, group.more),
    )
