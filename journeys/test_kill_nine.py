"""Power cuts: every process of the library is killed at once, in the midst of things. Nothing is lost or doubled."""

import copy
import signal

import pytest

from house.cast import CAST_MRC

RECORDS, SOME = 4000, 1600


@pytest.fixture(scope="module")
def big_file(tmp_path_factory):
    return written(tmp_path_factory.mktemp("marc") / "besar.mrc", RECORDS)


@pytest.fixture(scope="module")
def smaller_file(tmp_path_factory):
    """Enough for some chunks of a batch change."""
    return written(tmp_path_factory.mktemp("marc") / "sedang.mrc", SOME)


def written(path, count: int):
    """A file of different records with one copy each; its path."""
    from pymarc import MARCReader

    with CAST_MRC.open("rb") as source:
        plain = list(MARCReader(source))[3]
    with path.open("wb") as file:
        for number in range(count):
            record = copy.deepcopy(plain)
            record.remove_fields("020")
            record["001"].data = f"kill{number:06}"
            record["245"]["a"] = f"Catatan perjalanan nomor {number} ke {number * 7919 % 100_003}"
            for extra in record.get_fields("952")[1:]:
                record.remove_field(extra)
            record["952"]["p"] = f"K{number:06}"
            file.write(record.as_marc())
    return path


def power_cut(library) -> None:
    library.stop(signal.SIGKILL)
    library.start()


BEGIN = """
from serambi.accounts.models import User
from serambi.branches.models import Branch
from serambi.catalogue.importing.acts import begin
with open({path!r}, "rb") as file:
    print(begin(iter(lambda: file.read(65536), b""), name="besar.mrc", branch=Branch.objects.first(),
                by=User.objects.get(username="arman")).pk)
"""
COMMIT = """
from serambi.accounts.models import User
from serambi.catalogue.importing.acts import start_commit
from serambi.catalogue.models import ImportBatch
start_commit(ImportBatch.objects.get(pk={pk}), by=User.objects.get(username="arman"))
"""
IN_INDEX = """
from serambi.discovery.search_port import open_index
print(open_index().size)
"""


@pytest.mark.timeout(240)
def test_kill_nine_during_import_and_indexing_loses_nothing(own_library, big_file, rows, wait_for):
    library = own_library
    pk = int(library.python(BEGIN.format(path=str(big_file))))

    def batch():
        return rows(library, "SELECT state, done, total FROM catalogue_importbatch WHERE id = ?", pk)[0]

    wait_for(lambda: batch()[1] > 0 or batch()[0] == "review", pause=0.01)
    power_cut(library)
    wait_for(lambda: batch()[0] == "review", seconds=90)
    assert rows(
        library, "SELECT count(*), count(DISTINCT position) FROM catalogue_stagedrecord WHERE batch_id = ?", pk
    ) == [(RECORDS, RECORDS)]

    library.python(COMMIT.format(pk=pk))
    wait_for(lambda: batch()[0] == "committed" or (batch()[0] == "committing" and batch()[1] > 0), pause=0.01)
    power_cut(library)
    wait_for(lambda: batch()[0] == "committed", seconds=90)
    power_cut(library)  # the indexer is still at it

    kept = "SELECT count(*), count(DISTINCT control_number) FROM catalogue_bibrecord WHERE imported_by_id = ?"
    assert rows(library, kept, pk) == [(RECORDS, RECORDS)]
    assert rows(library, "SELECT count(*) FROM catalogue_item WHERE imported_by_id = ?", pk) == [(RECORDS,)]
    works = rows(library, "SELECT count(*) FROM catalogue_work")[0][0]
    wait_for(lambda: int(library.python(IN_INDEX)) == works, seconds=60, pause=0.5)


BATCH = """
from serambi.accounts.models import User
from serambi.catalogue.batches import acts, choosing
from serambi.catalogue.models import BatchChange
by = User.objects.get(username="arman")
chosen = choosing.by_filter("records", {{}}, 100_000)
changes = [{{"do": "add_subject", "value": "Catatan kilat"}}]
print(acts.begin(name="Kilat", subject="records", chosen=chosen, changes=changes, by=by).pk)
"""
BATCH_ACT = """
from serambi.accounts.models import User
from serambi.catalogue.batches import acts
from serambi.catalogue.models import BatchChange
acts.{act}(BatchChange.objects.get(pk={pk}), by=User.objects.get(username="arman"))
"""


@pytest.mark.timeout(600)
def test_kill_nine_during_a_batch_change_does_each_record_once(own_library, smaller_file, rows, wait_for):
    library = own_library
    imported = int(library.python(BEGIN.format(path=str(smaller_file))))
    sql = "SELECT state FROM catalogue_importbatch WHERE id = ?"
    wait_for(lambda: rows(library, sql, imported)[0][0] == "review", seconds=150)
    library.python(COMMIT.format(pk=imported))
    wait_for(lambda: rows(library, sql, imported)[0][0] == "committed", seconds=150)
    pk = int(library.python(BATCH.format()))

    def batch():
        return rows(library, "SELECT state, cursor, total FROM catalogue_batchchange WHERE id = ?", pk)[0]

    for act, state, after in (("start", "running", "done"), ("undo", "undoing", "undone")):
        wait_for(lambda: batch()[0] in ("preview", "done"), seconds=150)
        library.python(BATCH_ACT.format(act=act, pk=pk))
        wait_for(lambda: batch()[0] != state or batch()[1] > 0, pause=0.01)  # noqa: B023
        power_cut(library)
        wait_for(lambda: batch()[0] == after, seconds=150)  # noqa: B023
        sums = "SELECT outcome, count(*) FROM catalogue_batchrow WHERE batch_id = ? GROUP BY outcome"
        outcome = "changed" if after == "done" else "undone"
        assert rows(library, sums, pk) == [(outcome, batch()[2])]
    revisions = "SELECT count(*), count(DISTINCT record_id) FROM catalogue_revision WHERE cause = ? AND cause_id = ?"
    for cause in ("batch", "batch_undo"):
        assert rows(library, revisions, cause, pk) == [(batch()[2], batch()[2])]
