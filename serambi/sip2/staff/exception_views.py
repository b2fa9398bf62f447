"""What machines did while the line was down, against the rules: listed, and settled with a note."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.sip2 import permissions, queries
from serambi.sip2.settling import settle as settle_exception
from serambi.sip2.staff.frame import page
from serambi.ui.attempt import attempt


@requires(permissions.SETTLE)
@require_safe
def exceptions(request):
    """Those that wait, or those that are settled."""
    settled = request.GET.get("show") == "settled"
    rows = queries.exceptions(request.user, settled=settled)
    shown = page_of(rows, ("received_at", "id"), request.GET, descending=True)
    return page(request, "exceptions", "exceptions", shown=shown, settled=settled)


@requires(permissions.SETTLE)
@require_POST
def settle(request, pk):
    """Somebody has looked at it."""
    row = get_object_or_404(queries.exceptions(request.user, settled=None), pk=pk)
    note, back = request.POST.get("note", "").replace("\x00", ""), reverse("sip2-staff:exceptions")
    return attempt(request, lambda: settle_exception(row, note=note, by=request.user), _("Settled."), back)
