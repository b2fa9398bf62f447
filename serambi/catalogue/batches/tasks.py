"""Background work of batch changes: one link of the chain that foresees one, carries it out, or takes it back."""

from django_tasks import task

from serambi.catalogue.batches import running
from serambi.catalogue.models import BatchChange
from serambi.kit.chain import SECONDS, link


@task()
def work_on(batch_id: int, run: int) -> None:
    """Work on a batch change for some seconds, then queue the next link."""
    link(work_on, BatchChange, batch_id, run, lambda state: state in running.STAGES and running.work(batch_id, SECONDS))
