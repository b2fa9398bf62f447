"""All that one member's page shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from serambi.branches.queries import local_today
from serambi.patrons import consents, guardians, policy
from serambi.patrons.models import Block, Consent, FormerCard, Guardian, Look, Patron

RECENT = 10


@dataclass(frozen=True)
class MemberPage:
    patron: Patron
    day: date
    card: policy.CardState
    years: int | None
    needs_guardian: bool
    guardian_is_told: bool
    has_outgrown: bool
    blocks: list[Block]
    former_blocks: list[Block]
    guardians: list[Guardian]
    children: list[Guardian]
    consents: list[Consent]
    standing: dict[str, Consent]
    texts: dict[str, object]
    former_cards: list[FormerCard]
    looks: list[Look]

    @property
    def asked_for(self) -> list:
        """The newest texts that nobody of this membership has agreed to."""
        agreed = {each.text_id for each in self.standing.values()}
        return [text for text in self.texts.values() if text.pk not in agreed]


def member_page(patron: Patron) -> MemberPage:
    """What is known of the member today. Nine queries; lists of what is past are short."""
    day = local_today(patron.home_branch)
    years = policy.age(patron.born_on, day) if patron.born_on else None
    blocks = list(patron.blocks.select_related("branch", "set_by", "lifted_by")[: RECENT * 5])
    stand = [each for each in blocks if not each.lifted_at and (each.until is None or each.until >= day)]
    return MemberPage(
        patron=patron,
        day=day,
        card=policy.card_state(patron.state, patron.expires_on, day),
        years=years,
        needs_guardian=policy.needs_guardian(patron.born_on, day),
        guardian_is_told=policy.guardian_is_told(patron.born_on, day),
        has_outgrown=policy.has_outgrown(years, patron.category),
        blocks=stand,
        former_blocks=[each for each in blocks if each not in stand][:RECENT],
        guardians=list(patron.guardians.filter(ended_at=None).select_related("patron")),
        children=list(guardians.children_of(patron, day)),
        consents=list(patron.consents.select_related("text", "guardian", "witness")[: RECENT * 2]),
        standing=consents.standing_consents(patron),
        texts=consents.present_texts(),
        former_cards=list(patron.former_cards.all()[:RECENT]),
        looks=list(patron.looks.select_related("by")[:RECENT]),
    )
