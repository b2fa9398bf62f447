"""What the schedule calls."""

from django_tasks import task

from serambi.sip2 import log


@task()
def sweep() -> None:
    """Forget old lines of the machines' logs."""
    log.sweep()
