"""The search page, suggestions, the advanced form, the page of search tips."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from serambi.catalogue.vocabulary import Audience, Format
from serambi.discovery.addresses import heading_url, work_url
from serambi.discovery.answering import Answer, ask, page_number
from serambi.discovery.cards import told_apart
from serambi.discovery.choices import AVAILABILITY
from serambi.discovery.crawlers import guarded
from serambi.discovery.crawlers.clients import neighbourhood
from serambi.discovery.index import IndexUnusable, Suggestion
from serambi.discovery.lengths import shortened
from serambi.discovery.misses import note_miss
from serambi.discovery.places import places
from serambi.discovery.public.ready import with_index
from serambi.discovery.query import compose, to_address
from serambi.discovery.query.addresses import FACET_KEYS, KEY_FACETS
from serambi.discovery.rescuing import rescue
from serambi.discovery.search_port import open_index
from serambi.kit.access import open_to_all
from serambi.ui.words import language_name

DEEP = 3
MANY_FILTERS = 6
SUGGESTIONS = 8
LONGEST_SUGGESTION = 120
COMMON_LANGUAGES = ("ind", "eng", "ara", "jav", "sun", "may", "dut", "jpn", "chi")


def search_cost(request) -> float:
    """A plain search 1; each filter half more, deep pages and heaps of filters much more: people do not do that."""
    filters = sum(len(values) for key, values in request.GET.lists() if key in KEY_FACETS)
    page = page_number(dict(request.GET.lists()))
    return 1.0 + filters / 2 + max(0, page - DEEP) / 2 + 2 * max(0, filters - MANY_FILTERS)


@open_to_all
@require_safe
@guarded(search_cost)
@with_index
def search(request, index):
    """Results by work; with nothing asked, everything, the newest first."""
    path = reverse("discovery:search")
    answer = ask(index, dict(request.GET.lists()), path)
    if answer.rows and (answer.found.direct is not None or _asks_one_number(answer)) and not answer.query.filters:
        return HttpResponseRedirect(answer.rows[0].card.url)
    plain = not answer.query.filters and answer.found.page == 1 and answer.query.sort == "relevance"
    context = {
        "answer": answer,
        "robots": "" if answer.query.is_empty and plain else "noindex, nofollow",
        "canonical": request.build_absolute_uri(
            f"{path}?{to_address(answer.query)}" if answer.query.text and plain else path
        ),
    }
    if answer.found.refused:
        return render(request, "discovery/public/too_deep.html", context, status=404)
    if answer.found.total == 0 and not answer.query.is_empty:
        note_miss(answer.query, visitor=neighbourhood(request))
        context["rescue"] = rescue(index, answer.query, path)
        return render(request, "discovery/public/nothing.html", context)
    return render(request, "discovery/public/search.html", context)


def _asks_one_number(answer: Answer) -> bool:
    """ "isbn:979-3062-79-7" and one title has it: nobody wants a list of one."""
    return answer.found.total == 1 and [clause.field for clause in answer.query.clauses] == ["isbn"]


@open_to_all
@require_safe
@guarded(0.2)
def suggest(request):
    """Titles, names and subjects that begin like `q`, as JSON; an empty list whenever something is in the way."""
    try:
        found = open_index().suggest(request.GET.get("q", "")[:200], SUGGESTIONS)
    except IndexUnusable:
        found = []
    kinds = {"author": _("author"), "subject": _("subject")}
    told = told_apart(one.id for one in found if one.kind == "title")
    rows: dict[tuple[str, str], dict] = {}
    for one in found:
        if one.kind == "title" and one.id not in told:
            continue  # hidden since the index saw it
        text, kind = shortened(one.text, LONGEST_SUGGESTION), kinds.get(one.kind) or told[one.id]
        rows.setdefault((text.casefold(), kind), {"text": text, "kind": kind, "url": _leads_to(one)})
    response = JsonResponse({"suggestions": list(rows.values())})
    response["Cache-Control"] = "public, max-age=60"
    return response


def _leads_to(one: Suggestion) -> str:
    """The page of a suggestion; "" when it is only words to search for."""
    if one.kind == "title":
        return work_url(one.id, one.text)
    return heading_url(one.kind, one.id, one.text) if one.id else ""


@open_to_all
@require_safe
@guarded(0.5)
def advanced(request):
    """Boxes for title, author, subject and the rest; sending them leads to the ordinary results."""
    boxes = [
        ("kata", "", _("Any words"), _("As in the ordinary search.")),
        ("judul", "title", _("Title"), ""),
        ("penulis", "author", _("Author, translator, editor"), _("In any order: Andrea Hirata or Hirata, Andrea.")),
        ("topik", "subject", _("Subject"), ""),
        ("dalam_seri", "series", _("Series"), ""),
        ("penerbit", "publisher", _("Publisher"), ""),
        ("isbn", "isbn", _("ISBN or ISSN"), _("With or without hyphens.")),
        ("nomor", "class", _("Call number begins with"), _("For example 813 or 2X4.")),
    ]
    if request.GET.get("cari"):
        fields = {field: request.GET.get(name, "")[:150] for name, field, _label, _hint in boxes}
        pairs = [("q", compose(fields))] if any(fields.values()) else []
        if unwanted := request.GET.get("tanpa", "").strip()[:100]:
            words = " ".join(f"-{word.lstrip('-')}" for word in unwanted.split()[:5] if word.strip("-"))
            pairs = [("q", f"{pairs[0][1]} {words}".strip())] if pairs else [("q", words)]
        first, last = (request.GET.get(name, "").strip() for name in ("dari", "sampai"))
        first, last = (year if year.isascii() and year.isdigit() and len(year) <= 4 else "" for year in (first, last))
        if first or last:
            pairs.append((FACET_KEYS["year"], f"{first}-{last}"))
        for facet in ("format", "audience", "language", "branch", "availability"):
            pairs += [(FACET_KEYS[facet], value[:64]) for value in request.GET.getlist(FACET_KEYS[facet]) if value]
        return HttpResponseRedirect(f"{reverse('discovery:search')}?{urlencode(pairs)}")
    return render(
        request,
        "discovery/public/advanced.html",
        {
            "boxes": [(name, label, hint) for name, _field, label, hint in boxes],
            "groups": [
                (pgettext("of a work", "Format"), FACET_KEYS["format"], Format.choices),
                (_("For"), FACET_KEYS["audience"], [(a.value, a.label) for a in Audience if a != Audience.UNKNOWN]),
                (_("Branch"), FACET_KEYS["branch"], [(p.code, p.short_name) for p in places().values() if p.public]),
                (_("Availability"), FACET_KEYS["availability"], list(AVAILABILITY.items())),
            ],
            "languages": [(code, language_name(code)) for code in COMMON_LANGUAGES],
            "language_key": FACET_KEYS["language"],
        },
    )


@open_to_all
@require_safe
@guarded(0.3)
def tips(request):
    """How to search, with examples to tap."""
    examples = [
        ("laskar pelangi", _("Just type words. We also find their other forms: menulis finds penulisan.")),
        ('"negeri para bedebah"', _("In quotation marks: exactly these words, in this order.")),
        ("memasak -kue", _("A minus leaves out what you do not want.")),
        ("penulis:pramoedya", _("A field and a colon: penulis, judul, subjek, seri, penerbit, isbn, kelas, tahun.")),
        ("tahun:1995-2005", _("Years from and to.")),
        ("2X4", _("The beginning of a call number leads to the shelf.")),
        ("979-3062-79-7", _("An ISBN in any form leads straight to the title.")),
        ("tjerita rakjat", _("Old spelling and new spelling find the same titles.")),
    ]
    return render(
        request,
        "discovery/public/tips.html",
        {
            "examples": [
                (text, words, f"{reverse('discovery:search')}?{urlencode({'q': text})}") for text, words in examples
            ]
        },
    )
