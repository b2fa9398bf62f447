"""Changing what the library says about itself and its branches."""

from django.db import IntegrityError, transaction

from serambi.branches import refusals
from serambi.branches.events import BranchAdded, BranchChanged, LibraryChanged
from serambi.branches.models import Branch, Library
from serambi.branches.queries import forget, library
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, Refused, refuse_if_any
from serambi.ui import palette

BRANCH_FACTS = [
    "code", "name", "short_name", "kind", "zone", "address", "directions", "latitude", "longitude", "phone", "email",
    "about", "facilities", "accessibility", "position", "open_to_public",
]  # fmt: skip
LIBRARY_FACTS = ["name", "short_name", "city", "tagline", "zone", "hue", "email", "phone", "address", "marc_code"]


def wrong_hue(hue: int) -> list[Refusal]:
    """Why a brand hue (degrees) cannot be used: some words would have too little contrast in some mode."""
    return [refusals.HUE_TOO_FAINT] if not 0 <= hue <= 359 or palette.failures(hue) else []


@transaction.atomic
def add_branch(facts: dict, *, by) -> Branch:
    """A new branch with `facts` (names of BRANCH_FACTS). Raises `Refused` when the code is taken."""
    refuse_if_any(_code_taken(facts["code"]))
    try:
        with transaction.atomic():
            branch = Branch.objects.create(**{name: facts[name] for name in BRANCH_FACTS if name in facts})
    except IntegrityError:  # somebody was quicker, or the button was pressed twice
        raise Refused(refusals.CODE_TAKEN) from None
    record(BranchAdded(branch_id=branch.pk), by=by)
    transaction.on_commit(forget)
    return branch


@transaction.atomic
def change_branch(branch: Branch, facts: dict, *, by) -> Branch:
    """Set the given facts of a branch. Raises `Refused` when a new code is taken."""
    row = Branch.objects.select_for_update().get(pk=branch.pk)
    refuse_if_any(_code_taken(facts["code"], but=row.pk) if "code" in facts else [])
    if _set(row, BRANCH_FACTS, facts):
        record(BranchChanged(branch_id=row.pk), by=by)
        transaction.on_commit(forget)
    return row


@transaction.atomic
def change_library(facts: dict, *, by) -> Library:
    """Set the given facts of the library. Raises `Refused` for a hue that would make words hard to read."""
    row = Library.objects.select_for_update().filter(pk=1).first()
    if row is None:  # nobody ran `serambi setup`: what the pages show from the profile becomes the library's own
        row = library()
        row.save(force_insert=True)
    refuse_if_any(wrong_hue(facts["hue"]) if "hue" in facts else [])
    if _set(row, LIBRARY_FACTS, facts):
        record(LibraryChanged(), by=by)
        transaction.on_commit(forget)
    return row


def _set(row, names: list[str], facts: dict) -> bool:
    changed = [name for name in names if name in facts and getattr(row, name) != facts[name]]
    for name in changed:
        setattr(row, name, facts[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def _code_taken(code: str, but: int | None = None) -> list[Refusal]:
    taken = Branch.objects.filter(code=code).exclude(pk=but).exists()
    return [refusals.CODE_TAKEN] if taken else []
