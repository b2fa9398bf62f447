"""Why a row did not come in, and what was mended on those that did. Codes are stored, sentences translated.

The catalogue's reasons (`catalogue.reasons`) and doubts (`catalogue.matching.DOUBTS`) are reasons here too.
"""

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.importing import reasons as of_catalogue
from serambi.catalogue.records.matching import DOUBTS

ROWS = {
    "blank_row": _("The row is empty."),
    "header_again": _("The names of the columns once more, not a book."),
    "line_long": _("The line is longer than a million characters."),
    "cell_long": _("A cell is longer than 200,000 characters."),
    "broken_row": _("The row is not whole: its quotation marks or brackets do not close."),
    "truncated_row": _("The file ends in the middle of this row."),
    "too_many_cells": _("The row has more columns than the others; a quotation mark or separator is out of place."),
    "too_few_cells": _("The row has fewer columns than the others; a line end is out of place."),
    "no_title": _("The row has no title."),
    "no_barcode": _("The copy has neither barcode nor accession number, nor a title that could number it."),
    "barcode_long": _("The barcode is longer than 60 characters."),
    "barcode_rounded": _("A spreadsheet rounded the barcode (1.23E+12). Format the column as text, export again."),
    "sum_row": _("A line of sums, not a book."),
    "barcode_twice": _("A copy with this barcode stands earlier in these files, with another title."),
    "same_copy": _("The same copy stands earlier in these files."),
    "no_record": _("No title in these files has this copy. You can let such copies bring brief titles."),
    "several_titles": _("Several titles fit this copy; nothing says which one is meant."),
    "title_refused": _("The title it belongs to was refused."),
    "title_doubtful": _("The title it belongs to is doubtful."),
    "title_left_out": _("The title it belongs to was left out."),
    "known_copy": _("The copy is here already."),
    "known_title": _("The title is here already."),
    "copies_refused": _("None of its copies could come in."),
    "left_out": _("Left out by decision."),
    "undecided": _("The match is doubtful, and nobody decided."),
    "personal": _("Personal data: kept for the members' room, shown to nobody."),
    "not_added": _("The catalogue did not take this copy."),
}
FILES = {
    "broken_workbook": _("The workbook is damaged, or is none."),
    "no_workbook": _("This is no Excel workbook (.xlsx)."),
    "workbook_large": _("The workbook unpacks to more than 600 MB; no list of books needs that."),
    "old_excel": _("This is an old Excel file (.xls). Save it as .xlsx or CSV and send it again."),
    "marc": _("This is a MARC file: bring it with “Import a file” in the catalogue."),
    "unpacked_large": _("The archive unpacks to far more than it may."),
    "several_inside": _("The archive holds several files. Unpack it and send the files themselves."),
    "packed_twice": _("The archive holds a workbook or another archive. Unpack it and send that file itself."),
    "unreadable": _("No reader of ours understands this file."),
    "unsafe_names": _("Names in the archive lead out of its folder; those were passed over."),
    "no_rows": _("The file holds no rows of books."),
    "damaged_archive": _("The archive is damaged."),
}
FLAGS = {
    "cp1252": _("read as Windows-1252"),
    "nul": _("NUL characters removed"),
    "raw_quotes": _("raw quotation marks inside a cell"),
    "unquoted": _("stray quotation mark"),
    "backslashes": _("backslashes undone"),
    "mojibake": _("garbled letters put back"),
    "letters_rn": _("lost line ends put back"),
    "class_none": _("class NONE left out"),
    "isbn_wrong": _("ISBN with a wrong check digit, kept as it stands"),
    "title_lowered": _("title in capitals rewritten"),
    "formula": _("result of a formula"),
    "error_cell": _("cell with an error in Excel"),
    "by_title": _("copy joined by its title"),
    "barcode_made": _("no barcode: its number serves as one"),
    "brief": _("brings a brief title"),
    "barcode_elsewhere": _("a barcode that another title has as well"),
    "some_refused": _("some of its copies could not come in"),
    "columns_cut": _("columns far to the right left out"),
    "number_cut": _("a number too long for its field"),
    "hidden": _("was hidden from the public"),
}
ALL = {**of_catalogue.ALL, **DOUBTS, **ROWS, **FILES}


def sentence(code: str):
    """The translated sentence; the code itself when nobody knows it."""
    return ALL.get(code, code)


def flag(code: str):
    return FLAGS.get(code, code)
