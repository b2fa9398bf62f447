"""The ways this room says no."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Filled, Refusal


def refusal(code: str, sentence, **values) -> Refusal:
    """A refusal whose sentence names what it is about; a stable code, words translated when shown."""
    return Refusal(code, Filled(sentence, values))


LAST_BEFORE_FIRST = Refusal("last_before_first", _("The last day is before the first."))
TOO_LONG = Refusal("too_long", _("That is longer than two years. Is the year right?"))
TOO_FAR = Refusal("too_far", _("That date is too far away. Is the year right?"))
NO_WEEKDAY = Refusal("no_weekday", _("None of the chosen weekdays falls within these dates."))
TIMES_MISSING = Refusal("times_missing", _("Other hours need a time from and a time until."))
TIMES_HALF = Refusal("times_half", _("A closure of some hours needs both times; leave both empty for the whole day."))
TIMES_REVERSED = Refusal("times_reversed", _("The time until is not after the time from."))
NO_REASON = Refusal("no_reason", _("Say why: people read the reason on the page."))
ALREADY_LIFTED = Refusal("already_lifted", _("This has been lifted already."))
OVER = Refusal("over", _("This is over already; what has been stays on record."))
SAME_HOLIDAY = Refusal("same_holiday", _("A holiday with that name is already on that day."))
LOADED_HOLIDAY = Refusal(
    "loaded_holiday", _("A holiday from the national list stays in it. Open the library on that day instead.")
)
NO_SUCH_YEAR = Refusal("no_such_year", _("No list of holidays is known for that year."))
HUE_TOO_FAINT = Refusal("hue_too_faint", _("With this colour some words would be hard to read. Choose another."))
CODE_TAKEN = Refusal("code_taken", _("Another branch has this code."))
