"""What monitors, crawlers and browsers ask for."""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from serambi.branches.queries import library
from serambi.discovery import sitemaps
from serambi.discovery.crawlers.robots import robots_lines
from serambi.front.health import health
from serambi.front.own_pages import own_pages
from serambi.kit.access import open_to_all
from serambi.modules.switches import enabled, part_of

OWN = "site"
"""The section of sitemap.xml with this room's own pages."""

CLOSED_TO_CRAWLERS = ("/staff/", "/akun/", "/en/staff/", "/en/akun/")


@open_to_all
@never_cache
@part_of("")  # of nothing: a switch is read from the database, and this page answers without one
def health_report(request):
    """200 when pages can be served, 503 when not; JSON says what was looked at. Names no version and no path."""
    well, report = health()
    return JsonResponse(report, status=200 if well else 503)


@open_to_all
@require_safe
@cache_control(public=True, max_age=600)
def robots(request):
    """Crawlers may read pages and records; not searches, not accounts, not the workspace."""
    lines = robots_lines() if enabled("discovery") else ["User-agent: *"]
    at = next((n for n, line in enumerate(lines) if line == "User-agent: *"), 0) + 1
    lines = [*lines[:at], *(f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS), *lines[at:]]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_index(request):
    sections = [(OWN, 1), *(sitemaps.sections() if enabled("discovery") else [])]
    files = [
        request.build_absolute_uri(reverse("sitemap-file", args=[name, number]))
        for name, count in sections
        for number in range(1, count + 1)
    ]
    rows = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in files)
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>\n',
        content_type="application/xml",
    )


@open_to_all
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_file(request, section, number):
    """One file of the map, sent while it is read: every page in every language, each naming the others."""
    if section == OWN and number == 1:
        entries = own_pages()
    elif enabled("discovery") and 1 <= number <= dict(sitemaps.sections()).get(section, 0):
        entries = sitemaps.entries(section, number)
    else:
        raise Http404
    root = request.build_absolute_uri("/").rstrip("/")
    return StreamingHttpResponse(_lines(entries, root), content_type="application/xml")


def _lines(entries, root: str):
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    for entry in entries:
        changed = f"<lastmod>{entry.changed.date().isoformat()}</lastmod>" if entry.changed else ""
        addresses = {code: escape(root + translated(entry.path, code)) for code, _name in settings.LANGUAGES}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>' for code, address in addresses.items()
        )
        for address in addresses.values():
            yield f"<url><loc>{address}</loc>{changed}{links}</url>\n"
    yield "</urlset>\n"


def translated(path: str, code: str) -> str:
    """The same page in another language: addresses differ in their prefix only, so nobody has to ask urls."""
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


@open_to_all
@require_safe
@cache_control(public=True, max_age=86_400)
def opensearch(request):
    """Lets a browser search the collection from its address bar."""
    if not enabled("discovery"):
        raise Http404
    row = library()
    search = request.build_absolute_uri(translate_url(reverse("discovery:search"), settings.LANGUAGE_CODE))
    return render(
        request,
        "front/public/opensearch.xml",
        {"library": row, "search": search},
        content_type="application/opensearchdescription+xml",
    )
