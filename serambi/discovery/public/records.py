"""The page of one work, and the pages of authors, subjects and series."""

import json

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from serambi.catalogue.exporting import FORMATS
from serambi.catalogue.models import Authority
from serambi.catalogue.permissions import SEE
from serambi.catalogue.queries import work_merged_into
from serambi.circulation.holds.queue import lengths
from serambi.discovery.addresses import heading_url, slug_of
from serambi.discovery.answering import ask
from serambi.discovery.browse import relations_of
from serambi.discovery.choices import label_of, names_of
from serambi.discovery.crawlers import guarded
from serambi.discovery.index import LAZY
from serambi.discovery.public.ready import with_index
from serambi.discovery.public.searching import search_cost
from serambi.discovery.query import Query
from serambi.discovery.record_page import work_page
from serambi.discovery.structured import book_data
from serambi.kit.access import open_to_all

RELATED = 12
LAST_ID = 2**63 - 1


@open_to_all
@require_safe
@guarded(0.5)
def record(request, pk, slug=""):
    """Everything about one work. One address each: others lead to it for good."""
    page = work_page(min(int(pk), LAST_ID))
    if page is None:
        merged = work_merged_into(min(int(pk), LAST_ID))
        if merged is not None:
            return HttpResponsePermanentRedirect(reverse("discovery:record", args=[merged]))
        raise Http404("no such work")
    if request.path != page.url:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{page.url}?{query}" if query else page.url)
    address = request.build_absolute_uri(page.url)
    staff = request.user.is_authenticated and request.user.may(SEE)
    return render(
        request,
        "discovery/public/record.html",
        {
            "page": page,
            "canonical": address,
            "data": _for_a_script(book_data(page, address)),
            "staff": staff,
            "back": _back(request),
            # for the button that reserves: how many wait already
            "waiting": lengths([page.work_id]).get(page.work_id, 0) if page.copies else 0,
            "downloads": [(shape.code, shape.label) for shape in FORMATS.values()],
        },
    )


def _for_a_script(data: dict) -> SafeString:
    """JSON that may stand inside a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308  (what HTML could read is escaped above)


def _back(request) -> str:
    """The results the visitor came from, when they came from our search."""
    came_from = request.headers.get("Referer", "")
    found = request.build_absolute_uri(reverse("discovery:search"))
    return came_from if came_from.startswith(f"{found}?") else ""


def _see_also(authority: Authority, kind: str) -> list[dict]:
    """Headings that this one refers to and that a visitor finds something under, in their order."""
    others = Authority.objects.filter(
        seen_from__authority=authority, headings__relation__in=relations_of(kind), headings__record__shown=True
    )
    found = others.distinct().order_by("sort").values_list("pk", "display")[:RELATED]
    return [{"label": shown, "url": heading_url(kind, pk, shown)} for pk, shown in found]


@open_to_all
@require_safe
@guarded(search_cost)
@with_index
def heading(request, index, pk, kind, slug=""):
    """All works of an author, on a subject or in a series."""
    pk = int(pk)
    authority = get_object_or_404(Authority, pk=min(pk, LAST_ID))
    if not authority.headings.filter(relation__in=relations_of(kind), record__shown=True).exists():
        raise Http404("nothing to see under this heading")
    url = heading_url(kind, pk, authority.display)
    if request.path != url:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    pairs = {key: values for key, values in request.GET.lists() if key in ("urut", "hal", "sort", "page")}
    pairs.setdefault("urut", ["judul" if kind == "series" else "tahun-turun"])
    answer = ask(index, pairs, url, within={kind: str(pk)})
    subjects = index.facets(Query().with_filter(kind, str(pk)), LAZY)["subject"]
    related = [one for one in subjects if kind != "subject" or one.value != str(pk)][:RELATED]
    names = names_of(one.value for one in related)
    return render(
        request,
        "discovery/public/heading.html",
        {
            "authority": authority,
            "kind": kind,
            "see_also": _see_also(authority, kind),
            "variants": list(authority.variants.values_list("text", flat=True)[:30]),
            "answer": answer,
            "related": [
                {
                    "label": label_of("subject", one.value, names),
                    "url": heading_url("subject", int(one.value), names.get(one.value, "")),
                    "count": one.count,
                }
                for one in related
                if one.value in names
            ],
            "robots": "noindex, follow" if request.GET else "",
            "slug": slug_of(authority.display),
        },
        status=404 if answer.found.refused else 200,
    )
