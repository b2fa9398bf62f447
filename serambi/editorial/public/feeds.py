"""News as an Atom feed, one in each language."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from serambi.branches.queries import library
from serambi.editorial.models.written import printable
from serambi.editorial.queries import published_news
from serambi.kit.access import open_to_all

ENTRIES = 20


@open_to_all
@require_safe
@cache_control(public=True, max_age=600)
def atom(request):
    """The newest pieces with their summaries; who wants all of it follows the link."""
    house = library()
    zone = ZoneInfo(house.zone)
    here = request.build_absolute_uri(reverse("editorial:news"))
    feed = Atom1Feed(
        title=_("News of %(name)s") % {"name": house.name},
        link=here,
        description=house.tagline or house.name,
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        author_name=house.name,
    )
    for item in published_news()[:ENTRIES]:
        feed.add_item(
            title=printable(str(item.said["title"])),
            link=request.build_absolute_uri(item.url),
            description=printable(str(item.said["summary"])),
            unique_id=f"tag:{request.get_host().split(':')[0]},{item.day:%Y}:kabar-{item.pk}",
            pubdate=datetime.combine(item.day, time(8), zone),
            updateddate=item.last_published_at or datetime.combine(item.day, time(8), zone),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
