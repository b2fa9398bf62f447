"""State of the index, searches without result, why this order, automatic visitors."""

import csv
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django import forms
from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.discovery.crawlers.agents import HARVESTERS
from serambi.discovery.crawlers.counting import write_counts
from serambi.discovery.crawlers.strictness import forget, present, set_strictness
from serambi.discovery.documents import documents_of
from serambi.discovery.explaining_order import place_of, plain, reasons_for
from serambi.discovery.index import IndexUnusable
from serambi.discovery.indexing_state import read_state
from serambi.discovery.misses import SHOWN_FROM, often_missed
from serambi.discovery.models import CrawlerGuard, RefusedCount
from serambi.discovery.permissions import EXPLAIN, GUARD_CRAWLERS, REBUILD_INDEX, SEE_INDEX, SEE_MISSES
from serambi.discovery.queries import waiting_entries
from serambi.discovery.query import explain, parse
from serambi.discovery.rebuild import ask_for_rebuild
from serambi.discovery.search_port import index_folder, open_index
from serambi.discovery.staff.frame import page
from serambi.journal.heartbeat import is_alive
from serambi.journal.models import Heartbeat
from serambi.kit.access import requires

MOST_WAITING = 1000
REASONS = {
    "missing": gettext_lazy("there was none"),
    "outdated": gettext_lazy("the program had changed"),
    "corrupt": gettext_lazy("the old one could not be read"),
    "asked": gettext_lazy("somebody asked for it"),
}
PERIODS = (7, 30, 180)
SHOWN_RESULTS = 10


@requires(SEE_INDEX)
@require_safe
def index(request):
    """How the search index is: its size, how far it follows, what it is doing."""
    root = Path(index_folder())
    state = read_state(root)
    works, generation, why = None, "", ""
    try:
        opened = open_index()
        works = opened.size
        generation = (root / "CURRENT").read_text(encoding="utf-8").strip()
    except IndexUnusable as error:
        why = type(error).__name__
    except OSError:
        why = "IndexMissing"
    return page(
        request,
        "index",
        "index",
        state=state,
        works=works,
        why=why,
        generation=generation,
        megabytes=_size(root / generation) / 1_000_000 if generation else 0,
        waiting=waiting_entries(MOST_WAITING),
        alive=any(is_alive(row) for row in Heartbeat.objects.filter(kind="indexer")),
        building=state.doing == "building",
        reason=REASONS.get(state.reason, ""),
        last_commit=_moment(state.last_commit),
        last_build=_moment(state.last_build),
        may_rebuild=request.user.may(REBUILD_INDEX),
    )


def _size(folder: Path) -> int:
    """Bytes of the files; those that the indexer merges away meanwhile do not count."""
    size = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                size += os.stat(os.path.join(place, name)).st_size
    return size


def _moment(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


@requires(REBUILD_INDEX)
@require_POST
def rebuild(request):
    """Ask for a new index."""
    ask_for_rebuild(by=request.user)
    messages.success(request, _("A new index is being built beside the old one. The search goes on meanwhile."))
    return redirect("discovery-staff:index")


@requires(SEE_MISSES)
@require_safe
def misses(request):
    """What people looked for in vain: words and counts, no people."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(period) for period in PERIODS} else 30
    rows = often_missed(days)
    if request.GET.get("format") == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="searches-without-result-{localdate()}.csv"'
        writer = csv.writer(response)
        writer.writerow(["terms", "times", "last"])
        writer.writerows([row["terms"], row["times"], row["last"]] for row in rows)
        return response
    periods = [
        {"label": _("%(days)s days") % {"days": period}, "url": f"?days={period}", "on": period == days}
        for period in PERIODS
    ]
    return page(request, "misses", "misses", rows=rows, days=days, periods=periods, shown_from=SHOWN_FROM)


@requires(EXPLAIN)
@require_safe
def order(request):
    """Why results stand in this order, for a question and one of its results."""
    text = request.GET.get("q", "").strip()[:300]
    context = {"text": text, "rows": [], "meant": []}
    if text:
        query = plain(parse(text))
        try:
            opened = open_index()
            ids = list(opened.search(query, size=SHOWN_RESULTS).work_ids)
            chosen = request.GET.get("work", "")
            work = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else None
            if work and work not in ids:
                ids.append(work)
            documents = {document.work_id: document for document in documents_of(ids)}
            places = {pk: place for place, pk in enumerate(ids[:SHOWN_RESULTS], 1)}
            if work and work not in places:
                places[work] = place_of(opened, query, work)
            context["rows"] = [
                (places.get(pk), documents[pk], reasons_for(query, documents[pk])) for pk in ids if pk in documents
            ]
            context["meant"] = explain(query)
        except IndexUnusable:
            messages.warning(request, _("The search index is not ready; try again in a moment."))
    return page(request, "order", "order", **context)


class GuardForm(forms.Form):
    """How strictly, and which further programs."""

    strictness = forms.ChoiceField(
        label=gettext_lazy("How strictly"), choices=CrawlerGuard.Strictness.choices, widget=forms.RadioSelect
    )
    refused_agents = forms.CharField(
        label=gettext_lazy("Further programs to refuse"),
        help_text=gettext_lazy("One a line: at least four letters of how the program names itself (its user agent)."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )


@requires(GUARD_CRAWLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def crawlers(request):
    """Off, normal, strict; and how much was refused."""
    forget()  # another process may have saved a moment ago, and this form is about to save everything it shows
    setting = present()
    form = GuardForm(
        request.POST or None, initial={"strictness": setting.strictness, "refused_agents": setting.refused_agents}
    )
    if request.method == "POST" and form.is_valid():
        set_strictness(**form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. Every server follows within ten seconds."))
        return redirect("discovery-staff:crawlers")
    write_counts()
    since = localdate() - timedelta(days=29)
    counts = RefusedCount.objects.filter(day__gte=since)
    return page(
        request,
        "crawlers",
        "crawlers",
        form=form,
        by_agent=counts.values("reason", "agent").annotate(total=Sum("count")).order_by("-total")[:50],
        by_day=counts.values("day").annotate(total=Sum("count")).order_by("-day"),
        reasons=dict(RefusedCount.Reason.choices),
        harvesters=HARVESTERS,
        status=422 if form.errors else 200,
    )
