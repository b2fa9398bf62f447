"""The ways a machine is refused, in words that a patron reads on its screen: one short sentence each."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

UNKNOWN_CARD = Refusal("unknown_card", _("This card is not known here. Please ask at the desk."))
FORMER_CARD = Refusal("former_card", _("This card was replaced and is no longer valid. Please ask at the desk."))
WRONG_PIN = Refusal("wrong_pin", _("The PIN is wrong or missing."))
UNKNOWN_ITEM = Refusal("unknown_item", _("This copy is not known here. Please ask at the desk."))
NOT_HERE = Refusal("not_at_this_machine", _("This machine does not do that. Please ask at the desk."))
NOT_ON_LOAN_TO_YOU = Refusal("not_on_loan_to_you", _("You do not have this copy on loan."))
NOT_ON_LOAN = Refusal("not_on_loan", _("This copy was not on loan."))
NO_HOLD = Refusal("no_hold", _("You have no such reservation."))
UNKNOWN_BRANCH = Refusal("unknown_branch", _("There is no such branch."))
UNKNOWN_TITLE = Refusal("unknown_title", _("This title is not known here."))
NOTHING_OWED = Refusal("nothing_owed", _("There is nothing to pay."))
TOO_MUCH = Refusal("too_much", _("That is more than there is to pay."))
OTHER_CURRENCY = Refusal("other_currency", _("Payments are in rupiah only."))
NOT_AN_AMOUNT = Refusal("not_an_amount", _("Not an amount in whole rupiah."))
PROPERTIES_NOT_KEPT = Refusal("properties_not_kept", _("Properties of copies are not kept here."))

# staff who add and change machines
LOGIN_TAKEN = Refusal("login_taken", _("Another machine has this user name."))
NAME_TAKEN = Refusal("name_taken", _("Another machine has this name."))
LOGIN_SHAPE = Refusal("login_shape", _("Use small letters, digits, hyphens and dots, at least three."))
WRONG_ADDRESS = Refusal("wrong_address", _("Write addresses like 10.0.0.7 or networks like 10.0.0.0/24."))
WRONG_FIELDS = Refusal("wrong_fields", _("Field codes have two characters, such as BD or BE."))
SETTLED_ALREADY = Refusal("settled_already", _("Somebody has settled this already."))
NO_NOTE = Refusal("no_note", _("Say what was done about it."))
