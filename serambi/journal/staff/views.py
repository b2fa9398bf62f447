import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult

from serambi.journal import queries
from serambi.journal.permissions import READ_JOURNAL, RETRY_WORK
from serambi.journal.registry import event_classes
from serambi.journal.retry import retry
from serambi.journal.staff.forms import FactFilter
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.navigation import row_of_pages

TASKS_PER_PAGE = 50


def _rooms(request, here: str) -> list[dict]:
    pages = [("facts", _("Entries"), None), ("work", _("Work"), None), ("processes", _("Processes"), None)]
    return row_of_pages(request.user, "journal-staff", here, pages)


@requires(READ_JOURNAL)
def facts(request):
    """Everything that happened, newest first."""
    form = FactFilter(request.GET, events=sorted(event_classes()))
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.entries(event=asked.get("event", ""), person=asked.get("person", ""), day=asked.get("day"))
    if request.GET.get("format") == "csv":
        rows = (
            (e.pk, e.at.isoformat(), e.event, e.by.username if e.by else "", json.dumps(e.data, ensure_ascii=False))
            for e in found.iterator(2000)
        )
        return csv_response("journal", [_("number"), _("when"), _("what"), _("who"), _("data")], rows)
    page = queries.page_of(found, after=asked.get("after"), before=asked.get("before"))
    return render(
        request, "journal/staff/facts.html", {"form": form, "page": page, "room_nav": _rooms(request, "facts")}
    )


@requires(READ_JOURNAL)
def work(request):
    """The queue: what gave up, what waits."""
    number = request.GET.get("page", "1")
    return render(
        request,
        "journal/staff/work.html",
        {
            "failed": Paginator(queries.given_up(), TASKS_PER_PAGE).get_page(number),
            "waiting": queries.waiting()[:TASKS_PER_PAGE],
            "counts": queries.queue_counts(),
            "may_retry": request.user.may(RETRY_WORK),
            "room_nav": _rooms(request, "work"),
        },
    )


@requires(RETRY_WORK)
@require_POST
def retry_work(request, task_id):
    try:
        retry(task_id, by=request.user)
    except DBTaskResult.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("It is back in the queue and will be tried within seconds."))
    return redirect("journal-staff:work")


@requires(READ_JOURNAL)
def process_list(request):
    """The background processes and when they were last heard."""
    return render(
        request,
        "journal/staff/processes.html",
        {"processes": queries.processes(), "room_nav": _rooms(request, "processes")},
    )
