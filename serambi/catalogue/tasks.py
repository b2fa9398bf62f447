"""The catalogue's nightly housekeeping; each group has background work of its own (`importing.tasks`, …)."""

from django_tasks import task

from serambi.catalogue.cataloguing import locking
from serambi.catalogue.copying import searching
from serambi.catalogue.importing import tasks as imports
from serambi.catalogue.items import prints


@task()
def sweep() -> None:
    """Throw away what nobody needs any more: old prints, locks, searches elsewhere, files of ended imports."""
    prints.throw_old_away()
    locking.sweep()
    searching.sweep()
    imports.sweep()
