from serambi.catalogue.models.authority import Authority, AuthorityRelation, AuthorityVariant, AuthorityWord, Heading
from serambi.catalogue.models.batch import BatchChange, BatchRow
from serambi.catalogue.models.bib import BibRecord, Identifier, Work
from serambi.catalogue.models.editing import Cover, EditLock, RecordTemplate
from serambi.catalogue.models.heading_change import HeadingChange, HeadingChangeRow
from serambi.catalogue.models.imports import ImportBatch, StagedKey, StagedRecord
from serambi.catalogue.models.item import Item, SerialIssue
from serambi.catalogue.models.item_change import ItemChange
from serambi.catalogue.models.merge import NotDoubles, RecordMerge
from serambi.catalogue.models.numbering import NumberPattern
from serambi.catalogue.models.printing import LabelSheet, PrintJob
from serambi.catalogue.models.revision import Revision
from serambi.catalogue.models.sru import SruAnswer, SruFound, SruSearch, SruTarget

__all__ = [
    "Authority",
    "AuthorityRelation",
    "AuthorityVariant",
    "AuthorityWord",
    "BatchChange",
    "BatchRow",
    "BibRecord",
    "Cover",
    "EditLock",
    "Heading",
    "HeadingChange",
    "HeadingChangeRow",
    "Identifier",
    "ImportBatch",
    "Item",
    "ItemChange",
    "LabelSheet",
    "NotDoubles",
    "NumberPattern",
    "PrintJob",
    "RecordMerge",
    "RecordTemplate",
    "Revision",
    "SerialIssue",
    "SruAnswer",
    "SruFound",
    "SruSearch",
    "SruTarget",
    "StagedKey",
    "StagedRecord",
    "Work",
]
