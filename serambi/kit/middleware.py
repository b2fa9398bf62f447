"""What every request gets: a page for a refusal."""

from django.shortcuts import render

from serambi.kit.refusal import Refused
from serambi.kit.way_back import page_of


class RefusalPage:
    """Shows a `Refused` that a view let through: every reason, status 409, nothing changed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            shown = {"refusals": exception.refusals, "back_url": page_of(request)}
            return render(request, "ui/errors/409.html", shown, status=409)
        return None
