"""Ways in without a question: classes, headings A to Z, arrivals, lists, the children's door."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from serambi.catalogue.ddc import class_of, trail_of
from serambi.discovery.answering import ask
from serambi.discovery.browse import LETTERS, arrivals, class_tree, counts_of_classes, headings_page
from serambi.discovery.cards import cards_for
from serambi.discovery.children import ONLY_CHILDREN, TOPICS, topic_query, topics_with_counts
from serambi.discovery.crawlers import guarded
from serambi.discovery.models import Shelf
from serambi.discovery.public.ready import with_index
from serambi.discovery.public.searching import search_cost
from serambi.discovery.queries import books_of, entries_of, newest_works, published_shelves
from serambi.discovery.rescuing import rescue
from serambi.kit.access import open_to_all
from serambi.modules.switches import part_of

COVERS_A_LIST = 6


@open_to_all
@require_safe
@guarded(0.5)
@with_index
def browse(request, index):
    """The doors into the collection."""
    counts = counts_of_classes(index)
    return render(
        request,
        "discovery/public/browse.html",
        {"classes": class_tree("", counts), "total": index.size, "letters": LETTERS},
    )


@open_to_all
@require_safe
@guarded(search_cost)
@with_index
def shelf_class(request, index, code):
    """One class: the classes below it, and its titles."""
    known = class_of(code)
    if known is None:
        raise Http404("no such class")
    url = reverse("discovery:class", args=[known.code])
    if request.path != url:
        return HttpResponseRedirect(url)
    pairs = {key: values for key, values in request.GET.lists() if key in ("urut", "hal", "sort", "page")}
    pairs.setdefault("urut", ["judul"])
    answer = ask(index, pairs, url, within={"class": known.code})
    counts = counts_of_classes(index)
    if not counts.get(known.code) and not known.name:
        raise Http404("no such class")
    above, here = trail_of(known)
    return render(
        request,
        "discovery/public/class.html",
        {
            "known": known,
            "above": above,
            "here": here,
            "below": class_tree(known.code, counts),
            "answer": answer,
            "robots": "noindex, follow" if request.GET else "",
        },
        status=404 if answer.found.refused else 200,
    )


@open_to_all
@require_safe
@guarded(0.5)
def headings(request, kind):
    """Authors, subjects or series from A to Z."""
    letter = request.GET.get("mulai", "").strip()[:40].replace("\x00", "")
    after = request.GET.get("sesudah", "")[:300]
    return render(
        request,
        "discovery/public/headings.html",
        {
            "kind": kind,
            "page": headings_page(kind, after=after, letter=letter),
            "letters": LETTERS,
            "letter": letter,
            "robots": "noindex, follow" if request.GET else "",
        },
    )


@open_to_all
@require_safe
@guarded(0.5)
def new_arrivals(request):
    """What came to the library, week by week."""
    weeks, on = arrivals(request.GET.get("sebelum", "")[:60])
    return render(
        request,
        "discovery/public/arrivals.html",
        {"weeks": weeks, "on": on, "robots": "noindex, follow" if request.GET else ""},
    )


@open_to_all
@require_safe
@guarded(0.5)
def lists(request):
    """All lists that are shown now."""
    shelves = list(published_shelves())
    entries = entries_of(shelves, most=COVERS_A_LIST)
    cards = {card.work_id: card for card in cards_for(e.work_id for group in entries.values() for e in group)}
    return render(
        request,
        "discovery/public/lists.html",
        {
            "shelves": [
                (shelf, [cards[entry.work_id] for entry in entries[shelf.pk] if entry.work_id in cards])
                for shelf in shelves
            ]
        },
    )


@open_to_all
@require_safe
@guarded(0.5)
def one_list(request, slug):
    """One list with the words beside each title. Drafts and past lists are not found."""
    shelf = get_object_or_404(Shelf.objects.published(), slug=slug)
    return render(request, "discovery/public/list.html", {"shelf": shelf, "books": books_of(shelf)})


@open_to_all
@require_safe
@part_of("discovery.children")
@guarded(0.5)
@with_index
def children(request, index):
    """The children's door."""
    shelves = list(published_shelves(children=True))
    entries = entries_of(shelves, most=COVERS_A_LIST)
    newest = newest_works(12, children=True)
    cards = {
        card.work_id: card
        for card in cards_for([*newest, *(e.work_id for group in entries.values() for e in group)])
        if card.for_children
    }
    return render(
        request,
        "discovery/public/children.html",
        {
            "topics": topics_with_counts(index),
            "newest": [cards[pk] for pk in newest if pk in cards],
            "shelves": [
                (shelf, [cards[entry.work_id] for entry in entries[shelf.pk] if entry.work_id in cards])
                for shelf in shelves
            ],
        },
    )


@open_to_all
@require_safe
@part_of("discovery.children")
@guarded(search_cost)
@with_index
def children_search(request, index):
    """A search that finds children's titles only, whatever the address asks for."""
    path = reverse("discovery:children-search")
    pairs = {key: values for key, values in request.GET.lists() if key in ("q", "hal", "page")}
    answer = ask(index, pairs, path, within=ONLY_CHILDREN)
    context = {"answer": answer, "robots": "noindex, nofollow", "topics": TOPICS}
    if answer.found.total == 0 and not answer.query.is_empty:
        asked = answer.query.with_filter("audience", *ONLY_CHILDREN.values())
        context["rescue"] = rescue(index, asked, path, hidden=tuple(ONLY_CHILDREN))
    return render(
        request, "discovery/public/children_results.html", context, status=404 if answer.found.refused else 200
    )


@open_to_all
@require_safe
@part_of("discovery.children")
@guarded(search_cost)
@with_index
def children_topic(request, index, slug):
    """The books behind one picture."""
    topic = next((topic for topic in TOPICS if topic.slug == slug), None)
    if topic is None:
        raise Http404("no such topic")
    pairs = {key: values for key, values in request.GET.lists() if key in ("hal", "page")}
    answer = ask(
        index, pairs, reverse("discovery:children-topic", args=[slug]), within=ONLY_CHILDREN, words=topic_query(topic)
    )
    return render(
        request,
        "discovery/public/children_results.html",
        {"answer": answer, "topic": topic, "topics": TOPICS, "robots": "noindex, follow" if request.GET else ""},
        status=404 if answer.found.refused else 200,
    )
