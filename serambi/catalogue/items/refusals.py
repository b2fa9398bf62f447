"""How the catalogue says no to what staff want to do with copies."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal
from serambi.ui.words import local_moment

BAD_PATTERN = Refusal(
    "bad_pattern", _("A pattern needs one longest run of zeros for the number, such as B00000 or 00000/PKP/{year}.")
)
PATTERN_TAKEN = Refusal("pattern_taken", _("There is such a pattern already."))
NO_NUMBER = Refusal("no_number", _("To count up from it, a number needs digits."))
NO_COPIES = Refusal("no_copies", _("Say how many copies, or give their barcodes."))
TOO_MANY = Refusal("too_many", _("At most 200 copies at once."))
BARCODE_LONG = Refusal("barcode_long", _("A barcode has at most 60 characters."))
ACCESSION_LONG = Refusal("accession_long", _("An accession number has at most 60 characters."))
BARCODE_TWICE = Refusal("barcode_twice", _("The list has a barcode twice."))

NOT_YOUR_BRANCH = Refusal("not_your_branch", _("It belongs to a branch that your post does not reach."))
WITHDRAWN = Refusal("withdrawn", _("It was withdrawn; bring it back into the collection first."))
NOT_WITHDRAWN = Refusal("not_withdrawn", _("It was not withdrawn."))
NOT_IN_REPAIR = Refusal("not_in_repair", _("It is not being repaired."))
USE_THE_ACT = Refusal(
    "use_the_act", _("Withdrawing and repair have acts of their own, so that the reason is written down.")
)
HAS_HISTORY = Refusal("has_history", _("Something was done with it already: withdraw it instead of deleting it."))
CAME_BY_IMPORT = Refusal("came_by_import", _("It came with an import: take the import back, or withdraw the copy."))
IN_USE = Refusal("in_use", _("It is in use (loans, holds or lists)."))
OTHER_JOURNAL = Refusal("other_journal", _("Only a copy of the same journal can be put into this issue."))
ISSUE_HAS_COPIES = Refusal("issue_has_copies", _("The issue has copies: move them to another issue first."))
ISSUE_BY_IMPORT = Refusal("issue_by_import", _("The issue came with an import: take the import back."))

NO_LABELS = Refusal("no_labels", _("Choose the copies whose labels shall be printed."))
TOO_MANY_LABELS = Refusal("too_many_labels", _("At most 1,000 labels at once. Print them branch by branch."))
SHEET_NAMELESS = Refusal("sheet_nameless", _("Give the sheet a name."))
SHEET_TAKEN = Refusal("sheet_taken", _("Another sheet has this name already."))
SHEET_GONE = Refusal("sheet_gone", _("This sheet was removed meanwhile."))
SHEET_MEASURES = Refusal("sheet_measures", _("One of these measures is too small or too large for paper and labels."))
SHEET_TOO_MANY = Refusal("sheet_too_many", _("At most 30 labels side by side and 60 one below the other."))
NOTHING_TO_PRINT = Refusal("nothing_to_print", _("There is nothing to print here."))
REGISTER_TOO_LONG = Refusal(
    "register_too_long", _("At most 5,000 copies as PDF. Choose a shorter period, or take the CSV, which has all.")
)


def moved_on(when) -> Refusal:
    """Somebody else changed the copy meanwhile."""
    text = _("Somebody changed this copy on {when}, after you opened it. Nothing of yours was saved: open it anew.")
    return Refusal("item_moved_on", format_lazy(text, when=local_moment(when)))


def barcodes_taken(barcodes: list[str]) -> Refusal:
    """Which ones other copies have."""
    shown = ", ".join(barcodes[:5]) + (" …" if len(barcodes) > 5 else "")
    return Refusal("barcode_taken", format_lazy(_("Other copies have these barcodes already: {which}."), which=shown))
