from django.shortcuts import render

from serambi.branches.queries import doors
from serambi.front.home import home
from serambi.front.navigation import links
from serambi.kit.access import open_to_all


@open_to_all
def home_page(request):
    return render(request, "front/public/home.html", {"home": home(request.path)})


def home_draft(request, page):
    """The home page as an editor sees it before it is published; shown by the editor only."""
    return render(request, "front/public/home.html", {"home": home("/", page)})


@open_to_all
def about(request):
    """What this site is, who stands behind it, and what it does not do."""
    return render(request, "front/public/about.html", {"branches": doors()})


@open_to_all
def site_map(request):
    """Every page a visitor can start from, for people; sitemap.xml is for machines."""
    return render(
        request,
        "front/public/map.html",
        {"verbs": links("verbs"), "doors": links("doors"), "branches": doors()},
    )
