"""Everything that can be ruled, with its default. Codes are stored in `Rule.what`; labels and sentences are translated.

Nothing costs money by default: fines of a city need a legal basis (a regulation of its own).
"""

from django.utils.translation import gettext_lazy as _

from serambi.circulation.rules.kinds import Kind, What

PLACE = frozenset({"branch"})
ACCOUNT = frozenset({"branch", "category"})
COPY = frozenset({"branch", "material", "lending"})

LEND = (("yes", _("to take home")), ("in_house", _("only in the library")), ("no", _("not at all")))
OVERDUE_RENEWAL = (
    ("allow", _("may be renewed")),
    ("block_item", _("an overdue copy may not be renewed")),
    ("block", _("nothing may be renewed while one copy is overdue")),
)
HOLD = (("yes", _("yes")), ("not_on_shelf", _("only when no copy is on the shelf")), ("no", _("no")))
CLOSED_DAYS = (
    ("ignore", _("count them, and a loan may be due on one")),
    ("skip", _("do not count them")),
    ("push", _("count them, then the next open day")),
    ("week", _("count them, then the same weekday of the next open week")),
)
LOST_CHARGE = (("none", _("no charge")), ("price", _("the price of the copy")))
RETURN_TO = (
    ("anywhere", _("at every branch")),
    ("home", _("only at the branch it belongs to")),
    ("lent_at", _("only where it was lent")),
)

LOANS = (
    What("lend", Kind.CHOICE, "yes", _("May be borrowed"), _("Whether a copy may leave the library."), LEND),
    What("loan_days", Kind.DAYS, "7", _("Length of a loan"), _("Counted from the day after lending, to its end.")),
    What(
        "loan_hours", Kind.HOURS, "0", _("Length in hours"),
        _("For loans of some hours; 0 means that the loan is counted in days. It ends at closing time at the latest."),
    ),
    What(
        "limit", Kind.COUNT, "3", _("Copies at a time"),
        _("Open loans of a member. A rule for a format or a lending category counts only loans of that group."),
        none=_("as many as they like"),
    ),
    What(
        "closed_days", Kind.CHOICE, "push", _("Closed days"), _("What closed days do to a due date."), CLOSED_DAYS,
    ),
    What(
        "due_within_card", Kind.YES_NO, "yes", _("Due before the card expires"),
        _("A loan is due on the last open day on which the card is valid, at the latest."),
    ),
)  # fmt: skip
RENEWALS = (
    What("renewals", Kind.COUNT, "1", _("Renewals"), _("How often a loan may be renewed.")),
    What(
        "renewal_days", Kind.DAYS, "none", _("Length of a renewal"),
        _("Counted from the day of the renewal. 0: a renewal makes nothing later."), none=_("as long as a loan"),
    ),
    What("auto_renew", Kind.YES_NO, "no", _("Renewed by itself"), _("The day before it is due, if nothing forbids.")),
    What(
        "overdue_renewal", Kind.CHOICE, "block_item", _("Renewing when overdue"),
        _("What an overdue copy means for renewals."), OVERDUE_RENEWAL,
    ),
    What(
        "renew_with_charges", Kind.YES_NO, "yes", _("Renewing with too much to pay"),
        _("Whether a member who may not borrow because of what is owed may still renew."), scope=ACCOUNT,
    ),
)  # fmt: skip
HOLDS = (
    What("hold", Kind.CHOICE, "yes", _("May be reserved"), _("Whether members may wait for a copy."), HOLD),
    What(
        "hold_limit", Kind.COUNT, "3", _("Reservations at a time"), _("Live reservations of a member."),
        none=_("as many as they like"), scope=ACCOUNT,
    ),
    What(
        "holds_per_day", Kind.COUNT, "none", _("Reservations a day"),
        _("New reservations of a member on one day; 0 allows none."), none=_("as many as they like"), scope=ACCOUNT,
    ),
    What(
        "shelf_days", Kind.DAYS, "3", _("Days on the hold shelf"),
        _("Open days that a reserved copy waits to be picked up, after the day on which it is ready."),
    ),
    What(
        "pickup", Kind.YES_NO, "yes", _("Pickup point"), _("Whether reservations can be picked up at the branch."),
        scope=PLACE,
    ),
    What(
        "local_priority", Kind.YES_NO, "no", _("Own members first"),
        _("Members of the branch that owns the copy go before others in the queue."), scope=COPY,
    ),
    What(
        "new_item_days", Kind.DAYS, "0", _("New copies stay"),
        _("Days in which a new copy fills only reservations picked up at its own branch."), scope=COPY,
    ),
    What(
        "recall_min_days", Kind.DAYS, "7", _("Days kept before a recall"),
        _("A recalled loan lasts at least so long."),
    ),
    What(
        "recall_return_days", Kind.DAYS, "none", _("Days to return after a recall"),
        _("Days that a member has at least to bring back what was recalled."), none=_("never recalled"),
    ),
)  # fmt: skip
LATE = (
    What("grace_days", Kind.DAYS, "0", _("Days of grace"), _("Late open days that cost nothing and block nothing.")),
    What(
        "fine_per_day", Kind.RUPIAH, "0", _("Fine per late day"),
        _("For each late day on which the branch was open. A fine needs a regulation of the city."),
    ),
    What(
        "fine_cap", Kind.RUPIAH, "none", _("Fine at most"), _("For one loan."), none=_("no limit"),
    ),
    What(
        "suspension_days", Kind.DAYS, "0", _("Waiting days per late day"),
        _("Days in which a member may not borrow, for each late day of a loan."),
    ),
    What(
        "suspension_cap", Kind.DAYS, "none", _("Waiting days at most"), _("For one loan."), none=_("no limit"),
    ),
    What(
        "overdue_block", Kind.COUNT, "1", _("Overdue copies that block"),
        _("A member with so many overdue copies borrows nothing more until they are back."), none=_("never"),
        scope=ACCOUNT, least=1,
    ),
    What(
        "charges_block", Kind.RUPIAH, "none", _("What may be owed"),
        _("A member who owes more than this borrows nothing."), none=_("never blocks"), scope=ACCOUNT,
    ),
)  # fmt: skip
LOST = (
    What(
        "lost_after_days", Kind.DAYS, "90", _("Lost after"), _("Days after which an overdue copy counts as lost."),
        none=_("never by itself"), least=1,
    ),
    What("lost_charge", Kind.CHOICE, "none", _("Charge for a lost copy"), _("What a lost copy costs."), LOST_CHARGE),
    What(
        "lost_charge_amount", Kind.RUPIAH, "0", _("Charge when the price is unknown"),
        _("Only where a lost copy costs its price."),
    ),
    What(
        "refund_days", Kind.DAYS, "365", _("Refund when found again"),
        _("Days after the loss in which the charge is taken back when the copy comes back; 0 means never."),
    ),
    What("return_to", Kind.CHOICE, "anywhere", _("Where it is returned"), _("At which branches."), RETURN_TO),
    What(
        "forget_days", Kind.DAYS, "30", _("Forgotten after"),
        _("Days after a return in which the library still knows who had the copy. Members may keep their own history."),
        scope=ACCOUNT,
    ),
)  # fmt: skip

GROUPS = (
    ("loans", _("Loans"), LOANS),
    ("renewals", _("Renewals"), RENEWALS),
    ("holds", _("Reservations and recalls"), HOLDS),
    ("late", _("Late"), LATE),
    ("lost", _("Lost and returned"), LOST),
)
"""For pages: everything, in the order in which people think of it: code, label, what can be ruled."""
WHATS: dict[str, What] = {what.code: what for _code, _label, whats in GROUPS for what in whats}
