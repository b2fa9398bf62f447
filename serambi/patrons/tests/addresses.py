"""Example objects for the addresses of this room; the harnesses of the house read them."""

from serambi.patrons import guarding_link
from serambi.patrons.models import Guardian


def examples(world) -> dict[str, dict]:
    """Address name -> its arguments. Sari is the member looked at, Dimas the child."""
    mother = Guardian.objects.get(child=world.dimas_member)
    dimas = {"pk": world.dimas_member.pk}
    return {
        "patrons:guardian": {"token": guarding_link.token_for(mother)},
        "patrons:withdraw": {"pk": world.sari_member.consents.get().pk},
        "patrons:child-card": dimas,
        "patrons:child-printed": dimas,
    }
