"""Old addresses of pages lead to the new ones, in both languages."""

from django.core.exceptions import DisallowedRedirect
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.models import Redirect

from serambi.editorial.speaking import in_english


class MovedPages:
    """Looks at answers "not found" only: an editor may have said where the page has gone (one query)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or "\x00" in request.path_info:
            return response
        found = _found(request)
        target = _target(found) if found else ""
        if not target or target == request.path:
            return response
        try:
            return (HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect)(target)
        except (ValueError, DisallowedRedirect):  # no address, or a script: it came in past the form
            return response


def _found(request) -> Redirect | None:
    """The most exact one: with its question ("?p=show_detail&id=12", the former catalogue's), then without; as it was
    asked, then without the language."""
    asked = [request.get_full_path_info(), request.path_info]
    if in_english():
        asked += [path.removeprefix("/en") for path in asked]
    try:
        paths = list(dict.fromkeys(Redirect.normalise_path(path)[:255] for path in asked))
    except ValueError:  # "//[": read as the name of a host, and no host has such a name
        return None
    known = {row.old_path: row for row in Redirect.objects.filter(old_path__in=paths).select_related("redirect_page")}
    return next((known[path] for path in paths if path in known), None)


def _target(redirect: Redirect) -> str:
    if redirect.redirect_page_id:
        page = redirect.redirect_page
        return page.specific.url or "" if page.live and page.depth > 1 else ""
    return redirect.redirect_link
