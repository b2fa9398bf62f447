"""Example objects for the addresses of this room; the harnesses of the house read them."""

from serambi.patrons import guarding_link
from serambi.patrons.models import Block, Guardian


def examples(world) -> dict[str, dict]:
    """Address name -> its arguments. Sari is the member looked at, Dimas the child."""
    mother = Guardian.objects.get(child=world.dimas_member)
    dimas = {"pk": world.dimas_member.pk}
    sari = {"pk": world.sari_member.pk}
    block, _made = Block.objects.get_or_create(patron=world.dewi_member, reason="manual", note="Kartu tertinggal")
    acts = ("patron", "edit", "verify", "renew", "card", "pin", "block", "close", "reopen", "erase")
    return {
        "patrons:guardian": {"token": guarding_link.token_for(mother)},
        "patrons:withdraw": {"pk": world.sari_member.consents.get().pk},
        "patrons:child-card": dimas,
        "patrons:child-printed": dimas,
        **{f"patrons-staff:{act}": sari for act in acts},
        "patrons-staff:lift": {"pk": block.patron_id, "block_pk": block.pk},
        "patrons-staff:guardian": dimas,
        "patrons-staff:guardian-end": dimas | {"guardian_pk": mother.pk},
        "patrons-staff:consent": dimas | {"purpose": "membership"},
        "patrons-staff:withdraw": sari | {"consent_pk": world.sari_member.consents.get().pk},
        "patrons-staff:category": {"code": world.sari_member.category.code},
        "patrons-staff:text": {"purpose": "membership"},
    }
