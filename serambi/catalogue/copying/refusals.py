"""How copy cataloguing says no."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

TARGET_ADDRESS = Refusal("target_address", _("The address begins with http:// or https:// and names a server."))
TARGET_INDEX = Refusal(
    "target_index", _("The name of an index is one word, or two with a dot between them: dc.title, bath.isbn.")
)
TARGET_NO_INDEX = Refusal("target_no_index", _("At least one index must be known, or nothing can be asked."))
TARGET_NAME = Refusal("target_name", _("Another catalogue has this name already."))
NOTHING_ASKED = Refusal("nothing_asked", _("Scan or type an ISBN, or words of the title or author."))
NO_TARGETS = Refusal("no_targets", _("No other catalogue is switched on. Add one, or switch one on."))
TAKEN_ALREADY = Refusal("taken_already", _("This record was added already."))
NOTHING_FOUND = Refusal("nothing_found", _("There is no record to take here."))
