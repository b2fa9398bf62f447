"""What lending does when something happens in the catalogue or to a member. Everything here may run twice."""

from serambi.catalogue.events import RecordsChanged, RecordsMerged
from serambi.circulation.anonymising import anonymise_member
from serambi.circulation.holds.following import follow_merge, follow_records
from serambi.circulation.holds.letting_go import let_go_of_missing
from serambi.circulation.holds.targeting import weigh_hopes
from serambi.journal.registry import on
from serambi.patrons.events import PatronErased


@on(RecordsChanged)
def holds_follow_their_records(event, entry):
    """Holds stay with their record; what was kept may be missing, what was hopeless may have found a copy."""
    follow_records(event.records, event.works)
    let_go_of_missing(event.records)
    weigh_hopes(event.works)


@on(RecordsMerged)
def holds_survive_merges(event, entry):
    """A member had reserved both works: the hold that stays keeps copy and place of the one that went."""
    follow_merge(event.merge)


@on(PatronErased)
def nobody_knows_what_an_erased_member_read(event, entry):
    """The membership is gone: what was borrowed becomes nobody's at once."""
    anonymise_member(event.patron_id)
