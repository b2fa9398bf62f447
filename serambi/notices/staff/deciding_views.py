from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.notices import queries
from serambi.notices.deciding import decide, sent_by_hand, waiting_by_hand
from serambi.notices.models import Delivery
from serambi.notices.permissions import DECIDE
from serambi.notices.sending import whole
from serambi.notices.staff.frame import page
from serambi.ui.attempt import attempt

PER_PAGE = 30


@requires(DECIDE)
@require_safe
def unknown(request):
    """Messages that perhaps were sent: somebody decides."""
    rows = queries.to_decide().select_related("patron__home_branch", "guardian__child__home_branch")
    return page(request, "unknown", "unknown", shown=page_of(rows, ("id",), request.GET, size=PER_PAGE))


@requires(DECIDE)
@require_POST
def decide_one(request, pk):
    """It counts as sent, or is sent again."""
    row = get_object_or_404(Delivery, pk=pk)
    again = request.POST.get("verdict") == "again"
    said = _("It will be sent again.") if again else _("It counts as sent.")
    return attempt(request, lambda: decide(row, again=again, by=request.user), said, reverse("notices-staff:unknown"))


@requires(DECIDE)
@require_safe
def hand(request):
    """WhatsApp messages that wait for a person, each with a link that opens WhatsApp with the words in it."""
    shown = page_of(whole(queries.by_hand()), ("id",), request.GET, size=PER_PAGE)
    return page(request, "by_hand", "by-hand", shown=shown, waiting=waiting_by_hand(shown.rows))


@requires(DECIDE)
@require_POST
def hand_one(request, pk):
    """It was sent by hand, or shall not be."""
    row = get_object_or_404(Delivery, pk=pk)
    done = request.POST.get("verdict") == "sent"
    said = _("Noted as sent.") if done else _("It will not be sent.")
    return attempt(
        request, lambda: sent_by_hand(row, done=done, by=request.user), said, reverse("notices-staff:by-hand")
    )
