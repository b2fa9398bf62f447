"""What of finding leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Shelf": _("Lists that staff made"),
    "ShelfEntry": _("Which work stands in which list"),
    "SearchMiss": _("Searches that found nothing, by day, without names"),
    "RefusedCount": _("Automatic visitors that were held off, by day"),
    "CrawlerGuard": _("How strictly automatic visitors are held off"),
}
