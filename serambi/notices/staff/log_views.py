from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.notices import queries
from serambi.notices.models import Delivery, Notice
from serambi.notices.permissions import SEE
from serambi.notices.staff.forms import LogFilter
from serambi.notices.staff.frame import page


@requires(SEE)
@require_safe
def log(request):
    """Every notice, latest first: to whom, about what, what became of it."""
    form = LogFilter(request.GET)
    rows = Notice.objects.select_related("patron", "branch").prefetch_related(
        Prefetch("deliveries", Delivery.objects.order_by("id").only("id", "channel", "state"))
    )
    shown = page_of(form.narrowed(rows), ("planned_for", "id"), request.GET, descending=True)
    return page(request, "log", "log", form=form, shown=shown, asked=any(request.GET.get(n) for n in form.fields))


@requires(SEE)
@require_safe
def show(request, pk):
    """One notice with its deliveries, and why it was dropped."""
    notice = get_object_or_404(Notice.objects.select_related("patron__home_branch", "branch"), pk=pk)
    deliveries = notice.deliveries.select_related("patron", "guardian", "decided_by").order_by("id")
    return page(
        request,
        "notice",
        "log",
        notice=notice,
        deliveries=deliveries,
        bad_contacts=queries.bad_contacts_of(notice.patron),
    )
