"""What the page frames need: stylesheets, scripts, the view mode, the addresses of search and home.

Every function tolerates a bare context: error pages are rendered without request, database or context processors.
"""

import json
import re
from urllib.parse import unquote

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from serambi.kit.addresses import address_of

from . import palette, viewmode
from .bundle import bundle_path

# the frame's own addresses, tried in this order after what `site` says
ADDRESSES = {
    "home": ("front:home",),
    "search": ("discovery:search",),
    "suggest": ("discovery:suggest",),
    "signin": ("account_login",),
    "account": ("accounts:mine",),
}
HTMX = {"includeIndicatorStyles": False, "allowEval": False, "selfRequestsOnly": True, "historyCacheSize": 0}


def stylesheets(*names: str) -> SafeString:
    """`{% stylesheets "site" "child" %}`: one link for each bundle (see bundle.STYLES)."""
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(bundle_path("css", name)),) for name in names)
    )


def script(*names: str) -> SafeString:
    """`{% script "site" %}`: one module for each bundle (see bundle.SCRIPTS)."""
    return format_html_join(
        "", '<script type="module" src="{}"></script>', ((static(bundle_path("js", name)),) for name in names)
    )


def htmx() -> SafeString:
    """htmx, set up for a strict content security policy; for the `scripts` block of pages with hx- attributes."""
    return format_html(
        '<meta name="htmx-config" content="{}"><script defer src="{}"></script>',
        json.dumps(HTMX),
        static("ui/vendor/htmx.min.js"),
    )


def view_attributes(context) -> SafeString:
    """`data-theme="dark" …` for the html element, from the visitor's cookie; `data-keys="off"` from their account."""
    attributes = _chosen(context)
    if not getattr(context.get("user"), "shortcuts", True):
        attributes = {**attributes, "keys": "off"}
    return format_html_join("", ' data-{}="{}"', attributes.items())


def _chosen(context) -> dict[str, str]:
    request = context.get("request")
    return viewmode.chosen(request.COOKIES.get(viewmode.COOKIE, "")) if request else {}


def view_choices(context) -> list[dict]:
    """The groups of the view menu: title, and buttons with axis, value, label and whether it is on."""
    chosen = _chosen(context)

    def one(axis, value, label):
        return {"axis": axis, "value": value, "label": label, "on": chosen.get(axis, "") == value}

    def toggle(axis, value, label):
        on = chosen.get(axis) == value
        return {"axis": axis, "value": value, "label": label, "on": on, "send": "" if on else value}

    return [
        {
            "title": _("Appearance"),
            "choices": [
                one("theme", "", _("Follow device")),
                one("theme", "light", _("Light")),
                one("theme", "dark", _("Dark")),
            ],
        },
        {
            "title": _("Easier reading"),
            "choices": [
                toggle("contrast", "more", _("High contrast")),
                toggle("text", "large", _("Large text")),
                toggle("font", "easy", _("Easy-reading letters")),
            ],
        },
    ]


def theme_colours(context) -> SafeString:
    """The colour a phone paints around the page: the roof, in the theme in use."""
    hue, chosen = hue_of(context), _chosen(context)
    more = chosen.get("contrast") == "more"
    light, dark = (palette.Mode(hue, dark=d, more=more).colour("var(--roof)").hex for d in (False, True))
    if "theme" in chosen:
        return format_html('<meta name="theme-color" content="{}">', dark if chosen["theme"] == "dark" else light)
    return format_html(
        '<meta name="theme-color" media="(prefers-color-scheme: light)" content="{}">'
        '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="{}">',
        light,
        dark,
    )


def brand_sheet(context) -> SafeString:
    """The small stylesheet of a library whose hue is not the house's own."""
    hue = hue_of(context)
    if hue == palette.DEFAULT_HUE:
        return mark_safe("")
    try:
        return format_html('<link rel="stylesheet" href="{}">', reverse("shell:brand", args=[round(hue)]))
    except NoReverseMatch:
        return mark_safe("")


def hue_of(context) -> int:
    site = context.get("site")
    hue = getattr(site, "hue", None)
    if hue is None:
        hue = getattr(settings, "SERAMBI_BRAND_HUE", palette.DEFAULT_HUE)
    try:
        return round(float(hue)) % 360
    except (TypeError, ValueError, OverflowError):
        return palette.DEFAULT_HUE


def app_shell() -> SafeString:
    """What makes the site installable and gives it an offline page. Public pages only."""
    manifest, worker = address_of("shell:manifest"), address_of("shell:worker")
    if not (manifest and worker):
        return mark_safe("")
    return format_html('<link rel="manifest" href="{}"><meta name="serambi-worker" content="{}">', manifest, worker)


def view_mode_address() -> str:
    return address_of("ui:view-mode")


def language_links(context) -> list[dict]:
    """This page in the other languages: what `alternates` says, else the same address translated."""
    here = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    request = context.get("request")
    said = {code.split("-")[0]: url for code, url in context.get("alternates") or ()}
    links = []
    for code, _name in settings.LANGUAGES:
        if code == here:
            continue
        url = said.get(code) or (translate_url(request.get_full_path(), code) if request else "")
        if url and (said or url != request.get_full_path()):
            links.append({"code": code, "url": url, "name": get_language_info(code)["name_local"]})
    return links


def frame_address(context, what: str) -> str:
    """Where home, search, suggestions or questions live: what `site` says, else the room's address, or nothing.

    A `site` that says "" means it: the room is switched off, and a search field would lead nowhere.
    """
    said = getattr(context.get("site"), f"{what}_url", None)
    if said or (said == "" and what != "home"):
        return said
    found = next(filter(None, map(address_of, ADDRESSES.get(what, ()))), "")
    return found or (_root() if what == "home" else "")


def _root() -> str:
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def address_words(context) -> str:
    """Words a lost visitor may have meant: /buku/kambing-dan-hujan.html -> kambing dan hujan."""
    request = context.get("request")
    if not request:
        return ""
    last = unquote(request.path.rstrip("/").rsplit("/", 1)[-1])[:80]
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\.\w{1,5}$", "", last))
    return " ".join(words)


def initials(name: str) -> str:
    """Two letters for a person: Nurhayati Hasan -> NH."""
    words = [word for word in re.findall(r"\w+", str(name or "")) if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
