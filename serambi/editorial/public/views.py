"""What visitors read. Each view finds the published page; the page's template shows it, in a preview as well."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from serambi.editorial import queries
from serambi.editorial.models import CampaignIndex, CampaignPage, FaqPage, InfoIndex, InfoPage, NewsIndex, NewsPage
from serambi.kit.access import open_to_all


def _published(model, path: str):
    if "\x00" in path:  # PostgreSQL takes no such text
        raise Http404
    try:
        return queries.page_at(model, path)
    except (model.DoesNotExist, ValueError) as error:
        raise Http404(path) from error


@open_to_all
@require_safe
def news(request):
    """The newest first; `?q=` those with these words."""
    index = _published(NewsIndex, "kabar")
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    found = queries.news_list(text=text, after=request.GET.get("after", "")[:40])
    pages = queries.search_pages(text) if text else []
    return render(request, index.template, {"page": index, "list": found, "text": text, "pages": pages})


@open_to_all
@require_safe
def news_item(request, slug):
    return _published(NewsPage, f"kabar/{slug}").serve(request)


@open_to_all
@require_safe
def pages(request):
    return _published(InfoIndex, "halaman").serve(request)


@open_to_all
@require_safe
def page(request, path):
    return _published(InfoPage, f"halaman/{path}").serve(request)


@open_to_all
@require_safe
def questions(request):
    return _published(FaqPage, "tanya-jawab").serve(request)


@open_to_all
@require_safe
def campaigns(request):
    return _published(CampaignIndex, "kampanye").serve(request)


@open_to_all
@require_safe
def campaign(request, slug):
    return _published(CampaignPage, f"kampanye/{slug}").serve(request)
