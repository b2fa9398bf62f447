from django.http import Http404

from serambi.modules.switches import enabled


class ModuleGate:
    """A switched-off module has no pages. One gate, so no view has to ask."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if view.__module__.startswith("serambi."):
            switch = getattr(view, "switch", view.__module__.split(".")[1])
            if switch and not enabled(switch):
                raise Http404(f"{switch} is switched off")
