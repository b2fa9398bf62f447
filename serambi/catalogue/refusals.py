"""How the catalogue says no."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from serambi.kit.refusal import Refusal
from serambi.ui.words import local_moment

NO_FILE = Refusal("no_file", _("Choose a file first."))
EMPTY_FILE = Refusal("empty_file", _("The file is empty."))
NOT_MARC = Refusal(
    "not_marc",
    _("This is not a MARC file. Serambi reads ISO 2709 (.mrc, .marc, .dat) and MARCXML (.xml), also as .gz or .zip."),
)
NOT_IN_REVIEW = Refusal("not_in_review", _("Only an import that is ready for review can be decided on or added."))
NOTHING_TO_ADD = Refusal("nothing_to_add", _("No record of this file can be added: all were refused or left out."))
NOT_COMMITTED = Refusal("not_committed", _("Only an import that is in the catalogue can be taken back."))
NOT_STOPPED = Refusal("not_stopped", _("This import was not stopped by an error."))
ROW_REFUSED = Refusal("row_refused", _("This record could not be read, so there is nothing to decide."))
ONLY_COPIES = Refusal("only_copies", _("A holdings record brings copies only: add them, or leave them out."))
NOT_YOUR_IMPORT = Refusal(
    "not_your_import", _("Another person began this import; your post is at one branch, so you cannot move it on.")
)
NOT_YOUR_BRANCH = Refusal("not_your_branch", _("Your post does not reach this branch."))
BRANCH_NEEDED = Refusal("branch_needed", _("Your post is at a branch: choose the branch to which the copies go."))
REPLACING = Refusal(
    "replacing", _("Records belong to all branches: only a post without a branch can replace them by an import.")
)
NO_MATCH = Refusal("no_match", _("This record matches none of ours, so there is nothing to merge it with."))

RECORD_GONE = Refusal("record_gone", _("This record is not in the catalogue any more."))
SAME_VERSION = Refusal("same_version", _("The record stands like that already: there is nothing to bring back."))
NO_TITLE = Refusal("no_title", _("A record needs a title (field 245, subfield a)."))
NOT_A_TITLE = Refusal(
    "not_a_title", _("The leader says this is an authority or holdings record; the catalogue holds titles.")
)

RECORD_IN_USE = Refusal(
    "record_in_use", _("Other parts of the library still need this record, for example a loan or a reservation.")
)
TEMPLATE_NAME = Refusal("template_name", _("Give the template a name that no other template has."))
BARCODE_TAKEN = Refusal("barcode_taken", _("Another copy has this barcode already."))
BARCODE_MISSING = Refusal("barcode_missing", _("A copy needs a barcode."))
ISSUE_EMPTY = Refusal("issue_empty", _("An issue needs a volume, a number or a date."))
ISSUE_TAKEN = Refusal("issue_taken", _("This journal has such an issue already."))
NOT_A_JOURNAL = Refusal("not_a_journal", _("Only journals and newspapers have issues."))

ONE_RECORD = Refusal("one_record", _("A work keeps at least one record: choose fewer records to split off."))
NOT_OF_WORK = Refusal("not_of_work", _("One of these records is no longer in this work. Load the page again."))
SAME_WORK = Refusal("same_work", _("These records are in the same work already."))
WORK_GONE = Refusal("work_gone", _("There is no such work any more."))
HEADING_TAKEN = Refusal("heading_taken", _("There is a heading like this already; merge the two instead."))
HEADING_EMPTY = Refusal("heading_empty", _("A heading needs words."))


def moved_on(who: str, when) -> Refusal:
    """Somebody else changed the record meanwhile."""
    shown = local_moment(when)
    if who:
        text = _("{who} changed this record on {when}, after you opened it. Nothing of yours was written over theirs.")
    else:
        text = _("This record was changed on {when}, after you opened it. Nothing of yours was written over that.")
    return Refusal("moved_on", format_lazy(text, who=who, when=shown))


def has_copies(count: int) -> Refusal:
    text = ngettext_lazy("%(count)d copy belongs to it.", "%(count)d copies belong to it.", "count")
    return Refusal("has_copies", text % {"count": count})


def has_issues(count: int) -> Refusal:
    text = ngettext_lazy("%(count)d issue belongs to it.", "%(count)d issues belong to it.", "count")
    return Refusal("has_issues", text % {"count": count})


def too_big(limit: str) -> Refusal:
    return Refusal(
        "too_big", format_lazy(_("The file is larger than {limit}. Split it, or ask for a higher limit."), limit=limit)
    )


def disk_full(free: str) -> Refusal:
    text = _("There is not enough space for this file: {free} are free, and three times its size is needed.")
    return Refusal("disk_full", format_lazy(text, free=free))


def wrong_type(what: str) -> Refusal:
    text = _("This looks like {what}, not like MARC. Export your records as MARC (ISO 2709) or MARCXML.")
    return Refusal("wrong_type", format_lazy(text, what=what))
