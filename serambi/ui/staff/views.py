"""The gallery: every component in every state, for whoever builds or judges a page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from serambi.kit.access import requires
from serambi.ui.gallery.cases import cases
from serambi.ui.permissions import GALLERY_SEE


@requires(GALLERY_SEE)
@require_safe
def gallery(request):
    return render(request, "ui/staff/gallery.html", cases(request))
