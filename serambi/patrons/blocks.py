"""Blocks: set and lifted by the staff, or kept and dropped by rules of higher rooms."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now as present

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.events import BlockLifted, BlockSet
from serambi.patrons.models import Block, Patron
from serambi.patrons.permissions import BLOCK

Reason = Block.Reason
FARTHEST = timedelta(days=3660)
BY_HAND = {Reason.MANUAL, Reason.SUSPENDED, Reason.BAD_CONTACT}
"""What a person may lift. The others would be back at once: their reason is what must go."""
STOPS = ("loans", "renewals", "holds")


def standing(patron: Patron, day: date, branch=None) -> QuerySet[Block]:
    """The blocks that stand on `day`; with a `branch`, only those that count there (case 17)."""
    found = Block.objects.filter(patron=patron).standing(day).select_related("branch")
    return found if branch is None else found.filter(Q(branch=None) | Q(branch=branch))


@transaction.atomic
def set_block(patron: Patron, *, note: str, by, branch=None, until: date | None = None, stops=STOPS) -> Block:
    """Block by hand: everywhere, or at one `branch` where `by` has a post. `stops` are names of STOPS.

    `by` None: a machine that kept the card.
    """
    if by is not None:
        demand(by, BLOCK, branch=branch)
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_branch").get(pk=patron.pk)
    today = local_today(branch or patron.home_branch)
    reasons = []
    if patron.state == Patron.State.ERASED:
        reasons.append(no.ERASED)
    if not note.strip():
        reasons.append(no.NO_NOTE)
    if until is not None and until < today:
        reasons.append(no.UNTIL_PAST)
    if until is not None and until - today > FARTHEST:
        reasons.append(no.UNTIL_TOO_FAR)
    if not set(stops) & set(STOPS):
        reasons.append(no.STOPS_NOTHING)
    refuse_if_any(reasons)
    flags = {f"stops_{each}": each in stops for each in STOPS}
    block = Block.objects.create(
        patron=patron, reason=Reason.MANUAL, branch=branch, note=note.strip()[:300], until=until, set_by=by, **flags
    )
    record(BlockSet(block_id=block.pk, patron_id=patron.pk), by=by)
    return block


@transaction.atomic
def lift_block(block: Block, *, by) -> Block:
    """Lift a block by hand. One that a rule keeps goes away with its reason only. `by` None: a machine's own."""
    block = Block.objects.select_for_update(of=("self",)).select_related("branch").get(pk=block.pk)
    if by is not None:
        demand(by, BLOCK, branch=block.branch)
    reasons = []
    if block.lifted_at is not None:
        reasons.append(no.BLOCK_LIFTED)
    if block.reason not in BY_HAND:
        reasons.append(no.LIFTS_ITSELF)
    refuse_if_any(reasons)
    return _lift(block, by)


@transaction.atomic
def keep_block(
    patron: Patron, reason: str, *, note: str = "", until: date | None = None, stops=STOPS, by=None
) -> Block:
    """A rule's block stands from now on: set when it is missing, otherwise kept with this note and last day. One that
    `stops` nothing is only seen.

    Call it as often as you like; exactly one row stands per reason (case 16). Locks the patron.
    """
    if reason == Reason.MANUAL:
        raise ValueError("a block by hand is set with set_block")
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_branch").get(pk=patron.pk)
    block = Block.objects.filter(patron=patron, reason=reason, lifted_at=None).first()
    if block and block.until and block.until < local_today(patron.home_branch):
        _lift(block, by)  # its days are over; this is a new one
        block = None
    if block is None:
        flags = {f"stops_{each}": each in stops for each in STOPS}
        block = Block.objects.create(
            patron=patron, reason=Reason(reason), note=note[:300], until=until, set_by=by, **flags
        )
        record(BlockSet(block_id=block.pk, patron_id=patron.pk), by=by)
    elif (block.note, block.until) != (note[:300], until):
        block.note, block.until = note[:300], until
        block.save(update_fields=["note", "until"])
    return block


@transaction.atomic
def drop_block(patron: Patron, reason: str, *, by=None) -> bool:
    """The rule's reason is gone, and so is its block. Says whether one stood."""
    found = list(Block.objects.select_for_update().filter(patron=patron, reason=reason, lifted_at=None))
    for block in found:
        _lift(block, by)
    return bool(found)


def _lift(block: Block, by) -> Block:
    block.lifted_at, block.lifted_by = present(), by
    block.save(update_fields=["lifted_at", "lifted_by"])
    record(BlockLifted(block_id=block.pk, patron_id=block.patron_id), by=by)
    return block
