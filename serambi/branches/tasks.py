"""What the schedule calls."""

from django.utils.timezone import now
from django_tasks import task

from serambi.branches.holidays import load_holidays
from serambi.branches.queries import library


@task()
def keep_holidays() -> None:
    """Have the holidays of this year and the next; estimates become dates when the package brings the decree."""
    year = now().astimezone(library().tz).year
    for each in (year, year + 1):
        load_holidays(each, by=None)
