"""Example objects for the addresses of this room (the harness of every URL x role asks for them)."""

from django.utils.timezone import now

from serambi.discovery.addresses import slug_of
from serambi.discovery.models import Shelf, ShelfEntry


def examples(world) -> dict[str, dict]:
    """By the name of an address: arguments that lead to something in the cast's world."""
    record = world.laskar_pelangi
    by_relation = {heading.relation: heading.authority for heading in record.headings.all()}
    shelf, _made = Shelf.objects.get_or_create(
        slug="pilihan", defaults={"title": "Pilihan", "kind": Shelf.Kind.PICK, "published_from": now()}
    )
    entry, _made = ShelfEntry.objects.get_or_create(shelf=shelf, work_id=record.work_id)
    return {
        # with their words: without them the address only leads on to the one with them
        "discovery:record": {"pk": record.work_id, "slug": slug_of(record.work.title)},
        **{
            f"discovery:{relation}": {"pk": authority.pk, "slug": slug_of(authority.display)}
            for relation, authority in by_relation.items()
            if relation in {"author", "subject", "series"}
        },
        "discovery:class": {"code": "8"},
        "discovery:list": {"slug": shelf.slug},
        "discovery:children-topic": {"slug": "hewan"},
        "discovery-staff:list": {"pk": shelf.pk},
        "discovery-staff:list-edit": {"pk": shelf.pk},
        "discovery-staff:list-publish": {"pk": shelf.pk},
        "discovery-staff:list-withdraw": {"pk": shelf.pk},
        "discovery-staff:list-remove": {"pk": shelf.pk},
        "discovery-staff:list-move": {"pk": shelf.pk},
        "discovery-staff:list-add": {"pk": shelf.pk},
        "discovery-staff:list-entry": {"pk": shelf.pk, "entry_pk": entry.pk},
    }
