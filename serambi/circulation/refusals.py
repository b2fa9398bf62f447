"""The ways this room says no at a desk, a machine or on a patron's phone. Reservations have their own (`holds`).

Sentences are read by patrons too: they say what is the matter and, where there is one, the way on.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Filled, Refusal

UNKNOWN_ITEM = Refusal("unknown_item", _("No copy has this barcode."))
UNKNOWN_CARD = Refusal("unknown_card", _("No member has this card number."))

# the member
NOT_VERIFIED = Refusal(
    "not_verified", _("This membership has not been verified yet: show an identity card at any desk."), overridable=True
)
MEMBERSHIP_CLOSED = Refusal("membership_closed", _("This membership is closed."))
CARD_EXPIRED = Refusal("card_expired", _("This library card has expired."), overridable=True)
BLOCKED = Refusal("blocked", _("This member may not borrow at the moment."), overridable=True)
OVERDUE_BLOCK = Refusal("overdue_block", _("Copies are overdue. They have to come back first."), overridable=True)
CHARGES_BLOCK = Refusal("charges_block", _("There is too much to pay."), overridable=True)
LOAN_LIMIT = Refusal("loan_limit", _("This member has as many copies on loan as the rules allow."), overridable=True)

# the copy
ON_LOAN_TO_ANOTHER = Refusal("on_loan_to_another", _("This copy is on loan to somebody else. Take it back first."))
ON_LOAN_TO_YOU = Refusal("on_loan_to_you", _("This member has this copy on loan already. Renew it instead."))
HELD_FOR_ANOTHER = Refusal(
    "held_for_another", _("This copy is kept on the hold shelf for somebody else."), overridable=True
)
AWAITED = Refusal("awaited", _("Others have reserved this title, and this copy is meant for them."), overridable=True)
IN_TRANSIT = Refusal("in_transit", _("This copy is on its way to another branch. Receive it first."), overridable=True)
WITHDRAWN = Refusal("withdrawn", _("This copy was withdrawn from the collection."))
LOST = Refusal("lost", _("This copy is listed as lost. Take it back first: then it is found."))
NOT_READY = Refusal(
    "not_ready", _("This copy is still being processed or repaired. Take it back to the shelf first."), overridable=True
)
READ_HERE = Refusal("read_here", _("This copy is read in the library and does not go home."), overridable=True)
NOT_LENT = Refusal("not_lent", _("The rules do not lend this kind of copy to this kind of member."), overridable=True)

# the calendar
NO_OPEN_DAY = Refusal(
    "no_open_day", _("The calendar of this branch has no open day ahead, so no due date can be given. Tell the head.")
)
DUE_IN_THE_PAST = Refusal("due_in_the_past", _("The due date has to be later than now."))

# renewals
NOT_ON_LOAN = Refusal("not_on_loan", _("This copy is not on loan."))
NO_RENEWALS_LEFT = Refusal("no_renewals_left", _("This loan has been renewed as often as the rules allow."), True)
RESERVED_BY_OTHERS = Refusal(
    "reserved_by_others", _("Somebody else waits for this title, so it cannot be renewed."), overridable=True
)
RECALLED = Refusal("recalled", _("This loan was recalled because somebody waits for it."), overridable=True)
OVERDUE_LOAN = Refusal("overdue_loan", _("This loan is overdue and can be renewed at the desk only."), overridable=True)
OVERDUE_OTHERS = Refusal(
    "overdue_others", _("Other copies are overdue; nothing can be renewed until they are back."), overridable=True
)
CLAIMED = Refusal("claimed", _("The library looks for this copy, which is said to have been returned."))
LOST_LOAN = Refusal("lost_loan", _("This copy is listed as lost."))
HERE_ONLY = Refusal("here_only", _("What is read in the library is not renewed."))
NOT_LATER = Refusal("not_later", _("Renewing now would not give more time."), overridable=True)

# returns
CHANGED_MEANWHILE = Refusal("changed_meanwhile", _("Somebody else did something with this copy meanwhile."))
TOO_LATE_TO_UNDO = Refusal("too_late_to_undo", _("This can no longer be undone: something happened since."))

# claims and losses
CLAIM_OPEN = Refusal("claim_open", _("The library is looking for this copy already."))
NO_CLAIM = Refusal("no_claim", _("Nobody has said that this copy was returned."))

# overrides and money
COMMENT_MISSING = Refusal("comment_missing", _("Say why you lend in spite of this."))
NO_SUCH_CHARGE = Refusal("no_such_charge", _("This is settled already."))
TOO_MUCH = Refusal("too_much", _("That is more than is owed."))
NOT_AN_AMOUNT = Refusal("not_an_amount", _("Give an amount in whole rupiah."))


def blocked(block) -> Refusal:
    """The refusal of a block, in the block's own words: its note, or its reason, and until when."""
    words = block.note or block.get_reason_display()
    if block.until is None:
        return Refusal(BLOCKED.code, words, BLOCKED.overridable)
    sentence = _("%(why)s (until %(day)s)")
    return Refusal(BLOCKED.code, Filled(sentence, {"why": words, "day": Day(block.until)}), BLOCKED.overridable)


class Day:
    """A date, written in the language of whoever reads it."""

    def __init__(self, day):
        self.day = day

    def __str__(self):
        return date_format(self.day, "j F Y")


def return_to(branch) -> Refusal:
    """The refusal of a return at the wrong branch, which names the right one."""
    words = _("This copy has to be returned to %(branch)s.")
    return Refusal("return_elsewhere", Filled(words, {"branch": branch.name}), overridable=True)


def limit_of(most: int, group: str) -> Refusal:
    """The refusal of a limit: how many, and of what."""
    words = _("%(most)s of these may be on loan at a time (%(group)s), and they are.")
    return Refusal(LOAN_LIMIT.code, Filled(words, {"most": most, "group": group}), LOAN_LIMIT.overridable)


class Joined:
    """Labels with commas between, translated when read."""

    def __init__(self, labels: list):
        self.labels = labels

    def __str__(self):
        return ", ".join(str(label) for label in self.labels)


EVERYTHING = _("all kinds")
