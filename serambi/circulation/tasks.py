"""What the schedule calls. Each may be stopped at any moment and run again."""

from django_tasks import task

from serambi.circulation.ageing import age_to_lost
from serambi.circulation.anonymising import anonymise_holds, anonymise_loans
from serambi.circulation.auto_renewing import renew_automatically
from serambi.circulation.reckoning import refresh_all_blocks
from serambi.circulation.traces import forget_traces


@task()
def follow_the_calendar() -> None:
    """Renew what renews itself, list as lost what is lost, then set and lift blocks."""
    renew_automatically()
    age_to_lost()
    refresh_all_blocks()


@task()
def forget() -> None:
    """Closed loans and ended holds lose their members, and so does the journal."""
    anonymise_loans()
    anonymise_holds()
    forget_traces()
