"""What the schedule calls for holds."""

from django_tasks import task

from serambi.circulation.holds.ending import expire_due
from serambi.circulation.holds.suspending import resume_due
from serambi.circulation.holds.targeting import weigh_hopes


@task()
def keep_holds() -> None:
    """Resume what was suspended until today, end what is over, and date what is hopeless."""
    resume_due()
    expire_due()
    weigh_hopes()
