"""What staff may do with the catalogue."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.access import ALL_STAFF, Permission

SEE = Permission("catalogue:record:see", _("See the catalogue's workspace"), ALL_STAFF)
IMPORT = Permission(
    "catalogue:import:run", _("Import records and take an import back"), frozenset({"cataloguer", "head", "it"})
)
RECORD_CHANGE = Permission("catalogue:record:change", _("Catalogue records and change them"), frozenset({"cataloguer"}))
ITEM_CHANGE = Permission(
    "catalogue:item:change", _("Add and change copies at one's branch"), frozenset({"cataloguer", "desk"})
)
ITEM_WITHDRAW = Permission(
    "catalogue:item:withdraw",
    _("Withdraw copies, bring them back, delete mistakes"),
    frozenset({"cataloguer", "head"}),
)
COPY = Permission(
    "catalogue:copy:search", _("Search other catalogues and copy their records"), frozenset({"cataloguer"})
)
TARGET_CHANGE = Permission(
    "catalogue:target:change", _("Choose which other catalogues are asked"), frozenset({"cataloguer", "it"})
)
BATCH = Permission(
    "catalogue:batch:run", _("Change many records or copies at once, and take that back"), frozenset({"cataloguer"})
)
MERGE = Permission("catalogue:record:merge", _("Merge records that describe the same"), frozenset({"cataloguer"}))
WORK_GROUP = Permission(
    "catalogue:work:group", _("Group editions into works and split them"), frozenset({"cataloguer"})
)
AUTHORITY_CHANGE = Permission(
    "catalogue:authority:change", _("Change headings and their variants"), frozenset({"cataloguer"})
)
EXPORT = Permission("catalogue:export:all", _("Export the whole catalogue"), frozenset({"head", "it", "cataloguer"}))
