"""Pages that need the index say politely when it is not there yet."""

from functools import wraps

from django.http import JsonResponse
from django.shortcuts import render

from serambi.discovery.index import IndexUnusable
from serambi.discovery.indexing_state import read_state
from serambi.discovery.search_port import index_folder, open_index

SECONDS = 15


def with_index(view):
    """Call the view with the open index; answer 503 with Retry-After while it is being built."""

    @wraps(view)
    def ready(request, *args, **kwargs):
        try:
            return view(request, open_index(), *args, **kwargs)
        except IndexUnusable:  # before the page, or while it was put together
            return _not_yet(request)

    return ready


def _not_yet(request):
    state = read_state(index_folder())
    if request.headers.get("Accept", "").startswith("application/json"):
        response = JsonResponse({"suggestions": []}, status=503)
    else:
        response = render(
            request,
            "discovery/public/preparing.html",
            {"state": state, "building": state.doing == "building"},
            status=503,
        )
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "no-store"
    return response
