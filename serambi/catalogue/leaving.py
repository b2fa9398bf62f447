"""What of the catalogue leaves with the library (`kit.leaving`). Records leave as MARC too."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Work": _("Works: the editions that belong together"),
    "BibRecord": _("Records: MARC kept whole, and what is read from it"),
    "Identifier": _("Numbers by which records are known"),
    "Authority": _("Headings: people, organisations, subjects, series"),
    "AuthorityVariant": _("Other forms of headings"),
    "Heading": _("Which record has which heading"),
    "Item": _("Copies: barcode, branch, status, price"),
    "SerialIssue": _("Issues of journals"),
    "AuthorityRelation": _("See-also references between headings"),
    "Revision": _("Former versions of records"),
    "ItemChange": _("What happened to copies"),
    "RecordMerge": _("Records that were merged, and how to part them"),
    "NotDoubles": _("Records that look alike and are not the same"),
    "RecordTemplate": _("Templates for new records"),
    "Cover": _("Covers of records"),
    "NumberPattern": _("How numbers of copies are made"),
    "LabelSheet": _("Label sheets and their measures"),
    "SruTarget": _("Other catalogues that are asked"),
    "BatchChange": _("Changes of many records at once"),
    "HeadingChange": _("Changes of headings"),
    "ImportBatch": _("Imports: files, sums, who began them"),
}
LEFT_OUT = {
    "BatchRow": _("the records' former versions say the same"),
    "HeadingChangeRow": _("the records' former versions say the same"),
    "EditLock": _("who edits what at this moment"),
    "PrintJob": _("labels waiting to be printed"),
    "SruSearch": _("searches in other catalogues, gone after two weeks"),
    "SruAnswer": _("searches in other catalogues, gone after two weeks"),
    "SruFound": _("searches in other catalogues, gone after two weeks"),
    "StagedRecord": _("working copies of imported files, which leave themselves"),
    "AuthorityWord": _("only serves the finding of headings, made from their forms"),
    "StagedKey": _("only serves the matching while a file is read"),
}
