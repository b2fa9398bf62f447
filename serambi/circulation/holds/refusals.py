"""The ways a reservation is refused, in words a member reads."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

DUPLICATE = Refusal("hold_duplicate", _("You have reserved this title already."))
ALREADY_YOURS = Refusal("hold_on_loan_to_you", _("You have this title on loan at the moment."))
LIMIT = Refusal("hold_limit", _("You have as many reservations as the rules allow."))
TODAY = Refusal("hold_limit_today", _("You have made as many reservations today as the rules allow."))
NO_COPY = Refusal("hold_no_copy", _("The library has no copy of this to reserve."))
NO_SUCH_FORMAT = Refusal("hold_no_format", _("The library has no copy in this format."))
NOT_HELD = Refusal("hold_not_allowed", _("By the rules of the library, these copies are not reserved for you."))
ON_SHELF = Refusal("hold_on_shelf", _("A copy stands on the shelf: come and take it, or ask at the desk."))
NOT_PICKUP = Refusal("hold_pickup", _("Reservations cannot be picked up at this branch. Choose another."))
NEEDED_PAST = Refusal("hold_needed_past", _("The day until which you need it is over."))

OVER = Refusal("hold_over", _("This reservation has ended already."))
CAUGHT = Refusal("hold_caught", _("A copy is kept or under way for this reservation already, so it cannot be changed."))
UNTIL_PAST = Refusal("hold_until_past", _("Choose a day after today."))
NOT_WAITING = Refusal("hold_not_waiting", _("This reservation is not waiting in the queue."))
CHANGED_MEANWHILE = Refusal("hold_changed", _("Something happened to this reservation just now. Look again."))

NOBODY_WAITS = Refusal("hold_nobody_waits", _("Nobody waits for this copy now. Put it back on its shelf."))
NOT_FREE = Refusal("hold_not_free", _("This copy is on loan, kept for somebody, or under way."))
NOT_HERE = Refusal("hold_not_here", _("This copy belongs to another branch."))
NOTHING_TO_RECALL = Refusal(
    "recall_nothing", _("By the rules, no loan of this title can be called back any earlier than it is due.")
)
NOT_RECALLED = Refusal("recall_none", _("This loan has not been recalled."))
