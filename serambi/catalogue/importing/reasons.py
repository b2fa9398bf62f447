"""Why a record or a copy of a file did not come in, or could not be taken back. Codes are stored, sentences translated.

The reader's own problems (`marc.problems.SENTENCES`) are reasons too.
"""

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.marc.problems import IN_GENERAL, SENTENCES

RECORD = {
    "authority_record": _("This is an authority record (a heading), not a description of a book."),
    "authority_empty": _("This authority record has no heading (1XX)."),
    "authority_division": _("This authority record is for a subdivision (18X), which is no heading of its own."),
    "heading_busy": _("The heading was being changed by somebody at that moment."),
    "holdings_nameless": _("This holdings record does not say to which title it belongs (004)."),
    "holdings_unknown": _("The title that this holdings record names (004) is neither here nor earlier in the file."),
    "holdings_several": _("Several of our records have the number that this holdings record names (004)."),
    "holdings_empty": _("This holdings record names no copy and no issue."),
    "title_left_out": _("The title it belongs to was left out."),
    "no_title": _("The record has no title; nobody could find it."),
    "unimarc": SENTENCES["unimarc"],
    "decided": _("Left out by decision."),
    "undecided": _("The match was doubtful, and nobody decided."),
    "repeats": _("The same record stands earlier in this file."),
}
KEPT = {
    "changed_since": _("The record was changed after the import."),
    "items_since": _("Copies were added after the import."),
    "issues_since": _("Issues were added or changed after the import."),
    "items_changed": _("Copies that came with it were changed after the import."),
    "in_use": _("It is in use (loans, holds or lists)."),
    "other_import": _("A later import found the same record here."),
    "heading_changed": _("The heading was changed after the import."),
    "heading_used": _("Records or other headings have this heading by now."),
    "grouped": _("Staff grouped it by hand after the import."),
}
ITEM = {
    "barcode_taken": _("Another record's copy has this barcode already."),
    "barcode_twice": _("The barcode stands twice in this file."),
    "barcode_long": _("The barcode is longer than 60 characters."),
    "branch_not_yours": _("Not a branch of the person who imports."),
    "unknown_branch": _("The branch is not known here, and no branch was chosen for such copies."),
}
ALL = {**SENTENCES, **IN_GENERAL, **RECORD, **KEPT, **ITEM}


def sentence(code: str):
    """The translated sentence, without the particulars of one record (`Problem.message` has them).

    The code itself when nobody knows it (a row from an older release).
    """
    return ALL.get(code, code)
