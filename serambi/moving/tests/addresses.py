"""Example objects for the harnesses that visit every address."""

from types import SimpleNamespace

from serambi.moving.models import Departure, KeptRow, Move
from serambi.moving.tests.files import a_copy, a_title, begun, slims_copies, slims_titles, tried


def examples(world: SimpleNamespace) -> dict[str, dict]:
    titles = slims_titles(a_title(classification="NONE"), a_title("LAUT BERCERITA"), a_title(""))
    files = ("biblio.csv", titles), ("item.csv", slims_copies(a_copy("M001"), a_copy("M002", "Tak dikenal")))
    move = tried(*files, branch=world.pusat, by=world.arman)
    Move.objects.filter(pk=move.pk).update(by=world.arman)
    waiting = begun(("biblio.csv", titles), branch=world.pusat)
    listed = begun(("daftar.csv", b"Judul;Pengarang\nSatu;Ani\n"), branch=world.pusat)
    for state, more in (("failed", {"stopped_in": "staging", "error": "OSError: disk full"}), ("committed", {})):
        there = Move.objects.create(
            name=f"slims-{state}.sql", state=state, by=world.arman, batch=move.batch, counts=move.counts, **more
        )
    for each in (move, waiting, listed, there):
        KeptRow.objects.create(move=each, table="member", key="A1", data="x")
    departure = Departure.objects.create(state=Departure.State.FAILED, by=world.joko)
    one = {"pk": move.pk}
    return {
        "moving-staff:move": one,
        "moving-staff:progress": one,
        "moving-staff:columns": {"pk": listed.pk},
        "moving-staff:questions": {"pk": waiting.pk},
        **{
            f"moving-staff:{name}": one
            for name in ("report", "rows", "ask-again", "commit", "revert", "cancel", "resume", "delete-kept")
        },
        "moving-staff:rows-file": {**one, "file": move.files.first().pk},
        "moving-staff:departure-progress": {"pk": departure.pk},
        "moving-staff:departure-file": {"pk": departure.pk},
    }
