"""How a batch change says no."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

NOTHING_CHOSEN = Refusal("nothing_chosen", _("Nothing was found this way, so there is nothing to change."))
NO_CHANGES = Refusal("no_changes", _("Say what shall be changed."))
TOO_MANY = Refusal("too_many", _("At most 100,000 at once. Choose fewer."))
NOT_NOW = Refusal("not_now", _("This cannot be done in the present state. Load the page again."))
NOT_STOPPED = Refusal("not_stopped", _("It was not stopped by an error."))

REASONS = {
    "unknown": _("Nothing in the catalogue has this number."),
    "gone": _("It is not in the catalogue any more."),
    "no_title": _("It would have no title any more."),
    "not_your_branch": _("It belongs to a branch that your post does not reach."),
    "withdrawn": _("It was withdrawn."),
    "held": _("Another part of the library needs it as it is (a loan, a hold)."),
    "changed_since": _("Somebody changed it since."),
}
"""Why a row was refused or kept; codes are stored."""


def sentence(code: str) -> str:
    return REASONS.get(code, code)
