"""Who moves in, and who may take everything out."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

RUN = Permission("moving:move:run", _("Move another system's collection in"), frozenset({"cataloguer", "head", "it"}))
KEPT = Permission(
    "moving:kept:manage", _("See how much personal data of the old system is kept, and delete it"),
    frozenset({"head", "it"}),
)  # fmt: skip
LEAVE = Permission("moving:everything:export", _("Export everything the library has"), frozenset({"head", "it"}))
