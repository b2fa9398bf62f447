"""The ways the rules say no to a change. `FIELDS` tells pages at which field each belongs."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

UNKNOWN_WHAT = Refusal("unknown_what", _("There is no rule about that."))
UNKNOWN_MATERIAL = Refusal("unknown_material", _("There is no such format."))
UNKNOWN_LENDING = Refusal("unknown_lending", _("There is no such lending category."))
NOT_BY_BRANCH = Refusal("not_by_branch", _("This cannot differ by branch."))
NOT_BY_CATEGORY = Refusal("not_by_category", _("This cannot differ by kind of member."))
NOT_BY_MATERIAL = Refusal("not_by_material", _("This cannot differ by format."))
NOT_BY_LENDING = Refusal("not_by_lending", _("This cannot differ by lending category."))
NOT_A_NUMBER = Refusal("not_a_number", _("Give a whole number, without a sign or a point."))
OUT_OF_RANGE = Refusal("out_of_range", _("This number is too small or too large."))
NOT_A_CHOICE = Refusal("not_a_choice", _("Choose one of the answers."))
NO_COMMENT = Refusal("no_comment", _("Say why: it stands in the history."))
LONG_COMMENT = Refusal("long_comment", _("Say it shorter, in 300 characters."))
BAD_COMMENT = Refusal("bad_comment", _("The reason holds characters that cannot be kept."))
SAME_VALUE = Refusal("same_value", _("The rule says this already."))
CHANGED_MEANWHILE = Refusal("rule_changed", _("Somebody else has changed this rule meanwhile. Look again."))
GONE = Refusal("rule_gone", _("This rule has been taken away already."))

FIELDS = {
    "unknown_what": "what",
    "unknown_material": "material",
    "unknown_lending": "lending",
    "not_by_branch": "branch",
    "not_by_category": "category",
    "not_by_material": "material",
    "not_by_lending": "lending",
    "not_a_number": "value",
    "out_of_range": "value",
    "not_a_choice": "value",
    "same_value": "value",
    "no_comment": "comment",
    "long_comment": "comment",
    "bad_comment": "comment",
}
