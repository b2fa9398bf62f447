"""The view mode, the offline page, and what makes the site installable."""

import hashlib
import json

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from serambi.kit.access import open_to_all
from serambi.ui import frame, palette, viewmode
from serambi.ui.bundle import STATIC, bundle_path, hue_css

WORKER = (STATIC / "ui" / "js" / "worker.js").read_text("utf-8")


@open_to_all
@csrf_exempt  # a token would set a cookie on every page for a harmless choice; other sites are refused below
@require_POST
def view_mode(request):
    """Remember one choice of how pages look (`set=theme:dark`) and go back to where the visitor was."""
    response = HttpResponseRedirect(_back(request))
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return response
    axis, _, word = request.POST.get("set", "").partition(":")
    value = viewmode.changed(request.COOKIES.get(viewmode.COOKIE, ""), axis, word)
    if value:
        response.set_cookie(
            viewmode.COOKIE,
            value,
            max_age=viewmode.COOKIE_AGE,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(viewmode.COOKIE, samesite="Lax")
    return response


def _back(request) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else frame.frame_address({}, "home")


@open_to_all
@require_safe
def offline(request):
    """What the service worker shows when there is no connection; it holds nothing about anybody."""
    return HttpResponse(render_to_string("ui/offline.html", _bare_context(request)))


def _bare_context(request) -> dict:
    """The library's name and colours without the visitor: this page is kept on the device."""
    from django.template import engines

    site = None
    for processor in engines["django"].engine.template_context_processors:
        site = processor(request).get("site") or site
    return {"site": site}


@open_to_all
@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def brand(request, hue: int):
    """The palette of a library's own hue (degrees). The address names all it depends on, so it never changes."""
    if not 0 <= hue < 360:
        raise Http404
    return HttpResponse(hue_css(hue), content_type="text/css; charset=utf-8")


@open_to_all
@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request):
    """How the site looks when someone keeps it on their home screen."""
    context = _bare_context(request)
    site = context["site"]
    name = getattr(site, "name", "") or "Serambi"
    mode = palette.Mode(frame.hue_of(context), dark=False, more=False)
    with translation.override(settings.LANGUAGE_CODE):
        body = {
            "id": "/",
            "name": str(name),
            "short_name": str(getattr(site, "short_name", "") or name)[:24],
            "description": gettext("The city library: find, join, ask, be heard."),
            "lang": settings.LANGUAGE_CODE,
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": mode.colour("var(--paper)").hex,
            "theme_color": mode.colour("var(--roof)").hex,
            "icons": [
                {"src": static("ui/brand/icon-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static("ui/brand/icon-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": static("ui/brand/icon-maskable-512.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
                {"src": static("ui/brand/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
        }
    return JsonResponse(body, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@open_to_all
@require_safe
@cache_control(no_cache=True)
def worker(request):
    """The service worker, naming exactly the static files of this release; another release is another version."""
    shell = [
        static(bundle_path("css", "site")),
        static(bundle_path("js", "site")),
        static("ui/icons.svg"),
        static("ui/fonts/plus-jakarta-sans-latin.woff2"),
        static("ui/brand/favicon.svg"),
    ]
    offline_page = reverse("ui:offline")
    hue = frame.hue_of(_bare_context(request))
    if hue != palette.DEFAULT_HUE:
        shell.append(reverse("shell:brand", args=[hue]))
    version = hashlib.sha256(json.dumps([shell, offline_page, WORKER]).encode()).hexdigest()[:12]
    text = WORKER.replace("__VERSION__", version)
    text = text.replace("__SHELL__", json.dumps(shell)).replace("__OFFLINE__", json.dumps(offline_page))
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")
