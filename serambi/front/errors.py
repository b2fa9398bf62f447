"""Pages for what went wrong. 500 renders without the database or any context processor."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from serambi.kit.way_back import page_of


def bad_request(request, exception=None):
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "ui/errors/403.html", status=403)


def not_found(request, exception=None):
    return render(request, "ui/errors/404.html", status=404)


def too_many(request, exception=None):
    """Somebody, or something, tried too often: allauth's rate limits end here."""
    return render(request, "ui/errors/429.html", status=429)


def lost_token(request, reason=""):
    """A form without its secret: most often a page left open overnight, or cookies switched off."""
    return render(request, "front/public/lost_token.html", {"again_url": page_of(request)}, status=403)


def server_error(request):
    return HttpResponseServerError(render_to_string("ui/errors/500.html"))
