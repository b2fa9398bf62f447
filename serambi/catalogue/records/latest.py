"""A record's MARC as it is shown and as it leaves: with its latest transaction (`marc.transaction`)."""

from serambi.branches.queries import library
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.transaction import with_transaction
from serambi.catalogue.models import BibRecord

COLUMNS = ("marc", "version", "changed_at", "imported_by")
"""What `latest_marc` needs of a record."""


def latest_marc(record: BibRecord) -> Marc:
    """The stored MARC with the date of its last change here, and our organization code where we made or changed it."""
    return with_transaction(
        Marc.from_json(record.marc),
        at=record.changed_at,
        agency=library().marc_code,
        made=record.imported_by_id is None,
        changed=record.version > 1,
    )
