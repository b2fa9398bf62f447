"""What of the places leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Library": _("The library itself"),
    "Branch": _("Branches, reading corners, mobile libraries"),
    "OpeningHours": _("Weekly opening hours"),
    "SpecialHours": _("Closures and other hours of single days"),
    "Holiday": _("Holidays"),
}
