"""Where somebody goes on who had to stop: to the page they saw, never to an address that only takes forms."""

from urllib.parse import urlsplit

from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

READING = ("GET", "HEAD")


def page_of(request) -> str:
    """The page that was asked for; when a form was sent, the page on which it stood, as far as the browser says so."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if request.method in READING or not ours:
        return request.get_full_path()
    parts = urlsplit(came_from)
    path = escape_leading_slashes(parts.path or "/")
    return f"{path}?{parts.query}" if parts.query else path
