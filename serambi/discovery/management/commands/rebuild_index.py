from django.core.management.base import BaseCommand, CommandError

from serambi.discovery.index import IndexBusy
from serambi.discovery.indexer import rebuild_now


class Command(BaseCommand):
    help = "Build this machine's search index now. While an indexer runs, ask it to rebuild on the staff page instead."

    def handle(self, *args, verbosity=1, **options):
        try:
            works = rebuild_now()
        except IndexBusy as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"{works} works are in the index")
