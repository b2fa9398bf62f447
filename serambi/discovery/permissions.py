from django.utils.translation import gettext_lazy as _

from serambi.kit.access import ALL_STAFF, Permission

SEE_INDEX = Permission("discovery:index:see", _("See the state of the search"), ALL_STAFF)
REBUILD_INDEX = Permission("discovery:index:rebuild", _("Rebuild the search index"), frozenset({"head", "it"}))
SEE_MISSES = Permission(
    "discovery:misses:see",
    _("See searches without result"),
    frozenset({"cataloguer", "reference", "programs", "outreach", "head", "it"}),
)
EXPLAIN = Permission("discovery:order:explain", _("See why results are in this order"), ALL_STAFF)
EDIT_LISTS = Permission(
    "discovery:lists:edit",
    _("Make and publish lists of titles"),
    frozenset({"cataloguer", "reference", "programs", "outreach", "head"}),
)
GUARD_CRAWLERS = Permission("discovery:crawlers:set", _("Hold off automatic visitors"), frozenset({"head", "it"}))
