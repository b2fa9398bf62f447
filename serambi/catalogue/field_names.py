"""What MARC fields are called, for people who read a record field by field."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_NAMES = {
    "LDR": _("Leader"), "001": _("Control number"), "003": _("Source of the number"), "005": _("Last changed"),
    "006": _("Further coded data"), "007": _("Coded physical data"), "008": _("Coded data"), "020": _("ISBN"),
    "022": _("ISSN"), "024": _("Other standard number"), "035": _("Number in another system"),
    "040": _("Cataloguing source"), "041": _("Languages"), "082": _("Dewey class"), "084": _("Other class"),
    "090": _("Local call number"), "100": _("Main author"), "110": _("Main body"), "111": _("Main meeting"),
    "130": _("Uniform title"), "240": _("Uniform title"), "245": _("Title and responsibility"),
    "246": _("Other title"), "250": _("Edition"), "260": _("Imprint"), "264": _("Imprint"),
    "300": _("Physical description"), "310": _("Frequency"), "336": _("Kind of content"), "337": _("Media"),
    "338": _("Carrier"), "362": _("Issues published"), "440": _("Series"), "490": _("Series"),
    "500": _("Note"), "502": _("Thesis"), "504": _("Bibliography"), "505": _("Contents"), "506": _("Access"),
    "520": _("Summary"), "521": _("Audience"), "546": _("Language note"), "600": _("Subject: person"),
    "610": _("Subject: body"), "611": _("Subject: meeting"), "630": _("Subject: title"), "648": _("Subject: period"),
    "650": _("Subject"), "651": _("Subject: place"), "653": _("Keyword"), "655": _("Genre or form"),
    "700": _("Further name"), "710": _("Further body"), "711": _("Further meeting"), "730": _("Further title"),
    "740": _("Further title"), "773": _("Part of"), "776": _("Other form"), "780": _("Earlier title"),
    "785": _("Later title"), "800": _("Series: person"), "830": _("Series"), "850": _("Holding library"),
    "852": _("Location"), "856": _("Address on the web"), "866": _("Holdings"),
    "949": pgettext_lazy("of a title", "Copy"),
    "952": pgettext_lazy("of a title", "Copy"),
    "990": _("Accession numbers"),
}  # fmt: skip


def field_name(tag: str):
    """The translated name; empty for a field without one."""
    return _NAMES.get(tag, "")
