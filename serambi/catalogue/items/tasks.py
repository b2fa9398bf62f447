"""Background work of copies: drawing what goes to the printer."""

from django_tasks import task

from serambi.catalogue.items import prints
from serambi.catalogue.models import PrintJob


@task()
def draw(job_id: int) -> None:
    """Draw labels or a register for the printer (see `printing`)."""
    job = PrintJob.objects.filter(pk=job_id).first()
    if job is not None:
        prints.draw(job)
