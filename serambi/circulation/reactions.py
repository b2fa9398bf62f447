"""What lending does when something happens in the catalogue. Everything here may run twice."""

from serambi.catalogue.events import RecordsChanged, RecordsMerged
from serambi.circulation.holds.following import follow_merge, follow_records
from serambi.circulation.holds.targeting import weigh_hopes
from serambi.journal.registry import on


@on(RecordsChanged)
def holds_follow_their_records(event, entry):
    """Holds stay with their record when it moves to another work; what was hopeless may have found a copy."""
    follow_records(event.records, event.works)
    weigh_hopes(event.works)


@on(RecordsMerged)
def holds_survive_merges(event, entry):
    """A member had reserved both works: the hold that stays keeps copy and place of the one that went."""
    follow_merge(event.merge)
