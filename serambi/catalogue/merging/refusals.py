"""How merging says no."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

SAME_RECORD = Refusal("same_record", _("This is one and the same record."))
CHANGED_MEANWHILE = Refusal(
    "changed_meanwhile", _("One of the two was changed meanwhile. Look at both again, and choose once more.")
)
ISSUES_STAY = Refusal("issues_stay", _("The other record has issues of a journal, the survivor is no journal."))
IMPORT_RUNNING = Refusal(
    "import_running", _("An import is working on one of these records. Try again when it is done.")
)
IN_USE = Refusal("in_use", _("Something of the other record cannot follow, so the two cannot be merged now."))
TWO_NEEDED = Refusal("two_needed", _("Choose at least two records."))
TOO_MANY = Refusal("too_many", _("Choose fewer records at once."))
NOT_TOLD_APART = Refusal("not_told_apart", _("These two may be doubles already: somebody has taken this back."))
PARTED = Refusal("parted", _("This merge was taken back already, or the survivor is gone."))
