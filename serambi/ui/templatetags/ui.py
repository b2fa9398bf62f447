"""Every tag and filter of the design system, loaded in all templates (settings: TEMPLATES builtins).

Marks and words live in `serambi.ui.marks` and `serambi.ui.words`, forms in `serambi.ui.fields`, the frame's own tags in
`serambi.ui.frame`; this file only gives them their template names. See serambi/ui/README.md for examples.
"""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from serambi.ui import fields, frame, marks, words
from serambi.ui.address import changed_query, field_value, filled

register = template.Library()

for name in (
    "number",
    "rupiah",
    "local_date",
    "short_date",
    "local_time",
    "local_moment",
    "when",
    "highlight",
):
    register.filter(name, getattr(words, name))
register.filter("plain_language_name", words.language_name)

register.simple_tag(marks.icon, name="icon")
register.simple_tag(marks.cover, name="cover")
register.simple_tag(fields.field, name="field")
register.simple_tag(fields.error_summary, name="error_summary")
register.simple_tag(frame.stylesheets, name="stylesheets")
register.simple_tag(frame.script, name="script")
register.simple_tag(frame.htmx, name="htmx")
register.simple_tag(frame.view_attributes, name="view_attributes", takes_context=True)
register.simple_tag(frame.view_choices, name="view_choices", takes_context=True)
register.simple_tag(frame.theme_colours, name="theme_colours", takes_context=True)
register.simple_tag(frame.brand_sheet, name="brand_sheet", takes_context=True)
register.simple_tag(frame.frame_address, name="frame_address", takes_context=True)
register.simple_tag(frame.address_words, name="address_words", takes_context=True)
register.simple_tag(frame.app_shell, name="app_shell")
register.simple_tag(frame.view_mode_address, name="view_mode_address")
register.simple_tag(frame.language_links, name="language_links", takes_context=True)
register.filter("initials", frame.initials)

STATES = {"good": "okc", "warn": "clock", "bad": "warn", "now": "", "plain": ""}
NOTES = {"info": "info", "good": "okc", "warn": "warn", "bad": "warn"}


@register.simple_tag
def state(kind, text, icon=None) -> SafeString:
    """An icon and words: `{% state "good" text %}`. Kinds: good, warn, bad, now (happening), plain."""
    kind = kind if kind in STATES else "plain"
    mark = marks.icon(STATES[kind] if icon is None else icon)
    return format_html('<span class="state state--{}">{}{}</span>', kind, mark, text)


@register.simple_tag
def tag(text, kind="", icon="") -> SafeString:
    """A small label. Kinds: good, warn, bad, brand, accent or none."""
    kind = f" tag--{kind}" if kind in ("good", "warn", "bad", "brand", "accent") else ""
    return format_html('<span class="tag{}">{}{}</span>', kind, marks.icon(icon), text)


@register.simple_tag
def button(text, kind="", icon="", href="", **attributes) -> SafeString:
    """A button, or with `href` a link that looks like one. `kind`: quiet accent small wide text (several by space).

    Further attributes: `name= value= type= form= id= formaction=`, and `label=` for a longer name for screen readers,
    `key=` for a staff shortcut, `disabled=`; underscores in names become hyphens (`data_copy=`).
    """
    classes = " ".join(
        ["btn", *(f"btn--{k}" for k in str(kind).split() if k in ("quiet", "accent", "small", "wide", "text"))]
    )
    key, label = attributes.pop("key", ""), attributes.pop("label", "")
    if label:
        attributes["aria_label"] = label
    if key:
        attributes["data_key"] = key
    shown = format_html(" <kbd>{}</kbd>", str(key).upper()) if key else ""
    rest = _attributes(attributes)
    if href:
        return format_html(
            '<a class="{}" href="{}"{}>{}{}{}</a>', classes, href, rest, marks.icon(icon, small=True), text, shown
        )
    return format_html('<button class="{}"{}>{}{}{}</button>', classes, rest, marks.icon(icon, small=True), text, shown)


@register.simple_tag
def progress(value, max=100, text="", left="", url="", done=False) -> SafeString:
    """A job's bar. `text` says the count in words, `left` the estimate. With `url` the page polls until done."""
    value, top = field_value(value), field_value(max)
    share = 0 if not top else min(100, int(value * 100 / top))
    poll = format_html(' data-poll="{}"', url) if url and not done else ""
    return format_html(
        '<div class="job"{}><b>{}</b><p>{}</p>'
        '<progress class="meter" max="{}" value="{}" aria-label="{}">{}%</progress></div>',
        poll,
        text or f"{share}%",
        left,
        f"{top:g}",
        f"{value:g}",
        text or gettext("Progress"),
        share,
    )


@register.simple_block_tag
def fold(content, label, open=False, icon="down") -> SafeString:
    """`{% fold "Show the table" %}…{% endfold %}`"""
    opened = SafeString(" open") if open else ""
    mark = format_html('<span class="turn">{}</span>', marks.icon(icon, small=True))
    return format_html('<details class="fold"{}><summary>{}{}</summary>{}</details>', opened, label, mark, content)


@register.simple_block_tag
def note(content, kind="info", title="", role="") -> SafeString:
    """`{% note "warn" title %}…{% endnote %}`. Kinds: info, good, warn, bad; `role="alert"` for news after an act."""
    kind = kind if kind in NOTES else "info"
    roled = format_html(' role="{}"', role) if role in ("alert", "status") else ""
    head = format_html("<b>{}</b> ", title) if title else ""
    return format_html(
        '<div class="note note--{}"{}>{}<div>{}{}</div></div>', kind, roled, marks.icon(NOTES[kind]), head, content
    )


@register.simple_block_tag
def sheet(content, name, mid=False) -> SafeString:
    """A table that scrolls inside a named, focusable region: `{% sheet "Copies" %}<thead>…{% endsheet %}`."""
    return format_html(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table class="sheet{}">'
        '<caption class="sr">{}</caption>{}</table></div>',
        name,
        " sheet--mid" if mid else "",
        name,
        content,
    )


@register.simple_tag
def empty(title, text="", href="", label="") -> SafeString:
    """An empty state that invites; `href` and `label` name the next step."""
    way = format_html('<p><a class="more" href="{}">{} {}</a></p>', href, label, marks.icon("go")) if href else ""
    return format_html('<div class="empty"><b>{}</b>{}{}</div>', title, filled("<p>{}</p>", text), way)


@register.simple_tag
def more(text, href, about="") -> SafeString:
    """A link onward: "Semua →". `about` completes it for screen readers."""
    tail = format_html('<span class="sr"> {}</span>', about) if about else ""
    return format_html('<a class="more" href="{}">{}{} {}</a>', href, text, tail, marks.icon("go"))


@register.simple_tag
def crumb(text, href) -> SafeString:
    """One step back: "← 10 karya untuk hujan"."""
    return format_html('<a class="crumb" href="{}">{} {}</a>', href, marks.icon("back", small=True), text)


@register.simple_tag
def crumbs(steps) -> SafeString:
    """Where this page lies: a list of (text, address); the last one is this page."""
    steps = list(steps or ())
    rows = format_html_join("", '<li><a href="{}">{}</a></li>', ((href, text) for text, href in steps[:-1]))
    last = format_html('<li aria-current="page">{}</li>', steps[-1][0]) if steps else ""
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}{}</ol></nav>', gettext("You are here"), rows, last)


@register.simple_tag
def steps(labels, here) -> SafeString:
    """Steps of a form as diamonds. `labels`: a list, or words split by |; `here`: the present one, from 1."""
    labels = labels.split("|") if isinstance(labels, str) else list(labels or ())
    here = int(field_value(here))

    def row(number, label):
        if number == here:
            return format_html('<li class="is-here" aria-current="step">{}</li>', label)
        if number < here:
            return format_html('<li class="is-done">{}<span class="sr"> {}</span></li>', label, gettext("(done)"))
        return format_html("<li>{}</li>", label)

    rows = format_html_join("", "{}", ((row(n, label),) for n, label in enumerate(labels, 1)))
    return format_html('<ol class="steps" aria-label="{}">{}</ol>', gettext("Steps"), rows)


@register.simple_tag
def chips(items, label="") -> SafeString:
    """Filter chips as links. Items are dicts or objects with label, url, and optionally count, on, icon."""

    def row(item):
        get = item.get if isinstance(item, dict) else lambda key, default="": getattr(item, key, default)
        on = bool(get("on", False))
        return format_html(
            '<li><a class="chip{}" href="{}"{}>{}{}{}</a></li>',
            " chip--on" if on else "",
            get("url", ""),
            SafeString(' aria-current="true"') if on else "",
            marks.icon(get("icon", ""), small=True),
            get("label", ""),
            "" if get("count", None) is None else format_html(" <b>{}</b>", words.number(get("count", ""))),
        )

    rows = format_html_join("", "{}", ((row(item),) for item in items or ()))
    return format_html('<ul class="chips"{}>{}</ul>', filled(' aria-label="{}"', label), rows)


@register.simple_tag
def faces(items, label) -> SafeString:
    """Two or three faces of one page as links. Items like those of `chips`."""

    def row(item):
        get = item.get if isinstance(item, dict) else lambda key, default="": getattr(item, key, default)
        current = SafeString(' aria-current="page"') if get("on", False) else ""
        return format_html(
            '<a href="{}"{}>{}{}</a>',
            get("url", ""),
            current,
            marks.icon(get("icon", ""), small=True),
            get("label", ""),
        )

    rows = format_html_join("", "{}", ((row(item),) for item in items or ()))
    return format_html('<nav class="seg" aria-label="{}">{}</nav>', label, rows)


@register.simple_tag(takes_context=True)
def pager(context, page, text="", label="") -> SafeString:
    """Turns pages. `page`: Django's `Page`, or anything with `next` and `previous` (keys, or empty)."""
    request = context.get("request")
    parameters = request.GET if request else None
    paginator = getattr(page, "paginator", None)
    if paginator is not None:
        numbers = [
            (
                str(n),
                "" if n == page.number or n == paginator.ELLIPSIS else changed_query(parameters, page=n),
                n == page.number,
            )
            for n in paginator.get_elided_page_range(page.number, on_each_side=1)
        ]
        back = changed_query(parameters, page=page.previous_page_number()) if page.has_previous() else ""
        on = changed_query(parameters, page=page.next_page_number()) if page.has_next() else ""
    else:
        numbers = []
        back, on = getattr(page, "previous", ""), getattr(page, "next", "")
        back = changed_query(parameters, before=back) if back else ""
        on = changed_query(parameters, after=on) if on else ""
    if not (back or on or text):
        return SafeString("")
    return SafeString(
        render_to_string(
            "ui/parts/pager.html", {"numbers": numbers, "back": back, "on": on, "text": text, "label": label}
        )
    )


@register.simple_tag(takes_context=True)
def query_with(context, **changes) -> str:
    """This page's query with parameters changed: `<a href="{% query_with sort="new" %}">`. None or "" removes one."""
    request = context.get("request")
    return changed_query(request.GET if request else None, **changes)


@register.inclusion_tag("ui/parts/search.html", takes_context=True)
def search(context, action="", value="", label="", placeholder="", name="q", id="search", suggest=None):
    """The large search field; suggests while typing when the frame knows an address for it."""
    return {
        "action": action or frame.frame_address(context, "search"),
        "suggest": frame.frame_address(context, "suggest") if suggest is None else suggest,
        "value": value,
        "label": label or gettext("Search titles, authors or topics"),
        "placeholder": placeholder or gettext("Title, author, topic"),
        "name": name,
        "id": id,
    }


@register.inclusion_tag("ui/parts/share.html")
def share(url="", title=""):
    """A button that shares or copies an address; without script it is a plain link to the address."""
    return {"url": url, "title": title}


def _attributes(attributes: dict) -> SafeString:
    """Attributes for a tag; True writes the bare name, False, None and "" leave it out."""
    pairs = ((name.replace("_", "-"), value) for name, value in attributes.items() if value not in (None, False, ""))
    return format_html_join(
        "", "{}", ((format_html(" {}", n) if v is True else format_html(' {}="{}"', n, v),) for n, v in pairs)
    )
