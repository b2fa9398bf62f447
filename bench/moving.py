"""`python -m bench.moving DATA OUT [ROWS]`: a SLiMS export from the file to the catalogue, every row with its place.

The files are made of the corpus: half of the rows are titles with two barcodes each listed, half are copies. The
steps are the worker's own, done here one after the other.
"""

import csv
import io
import json
import random
import sys
import time
from pathlib import Path

from bench.library import keep, say, settle_in
from bench.measuring import memory_peak

ROWS = 10_000


def main() -> int:
    data, out = map(Path, sys.argv[1:3])
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else ROWS
    settle_in(data)
    figures = {f"{rows:,} rows of SLiMS (titles and copies)": measured(rows)}
    keep(out, figures)
    say(json.dumps(figures))
    return 0


def measured(rows: int) -> dict:
    """Seconds by step, rows a second altogether, what became of the rows, peak memory in MB."""
    import os

    from serambi.branches.models import Branch
    from serambi.moving import moving_in, tasks
    from serambi.moving.moving_in import Upload

    titles, copies = files(rows // 2)
    branch = Branch.objects.first()
    seconds = {}
    began = last = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        seconds[name], last = round(now - last, 2), now

    uploads = [Upload("biblio.csv", [titles], len(titles)), Upload("item.csv", [copies], len(copies))]
    move = moving_in.begin(uploads, branch=branch, source=f"BENCH{int(time.time())}", by=None, queue=False)
    move = tasks.work_to_the_end(move)
    lap("reading")
    moving_in.answer(move, {}, brief=False, titles="keep", by=None, queue=False)
    move = tasks.work_to_the_end(move)
    lap("trial")
    moving_in.start_commit(move, by=None, queue=False)
    move = tasks.work_to_the_end(move)
    lap("committing")
    total = time.perf_counter() - began
    return {
        "per_second": round(rows / total), "seconds": seconds, "outcome": move.counts["outcome"],
        "peak_mb": memory_peak(os.getpid()),
    }  # fmt: skip


def files(count: int) -> tuple[bytes, bytes]:
    """As many titles, and copies, as SLiMS exports them."""
    from serambi.moving.slims.columns import COPIES, TITLES

    chance, mark = random.Random(7), int(time.time())
    words = [f"{a}{b}" for a in ("laut", "gunung", "hutan", "kota", "sungai") for b in ("biru", "tua", "jauh", "sunyi")]
    titles, copies = io.StringIO(), io.StringIO()
    write = csv.writer(titles, quoting=csv.QUOTE_ALL), csv.writer(copies, quoting=csv.QUOTE_ALL)
    for writer, columns in zip(write, (TITLES, COPIES), strict=True):
        writer.writerow(columns)
    for number in range(count):
        name = f"{' '.join(chance.choices(words, k=4))} {number}"
        code = f"B{mark}{number:06}"
        said = {
            "title": name, "gmd_name": "Text", "publisher_name": f"Penerbit {number % 90}", "publish_year": "2012",
            "collation": "xii, 240 hlm. : ilus. ; 21 cm.", "call_number": f"813 {name[:3]}", "classification": "813",
            "language_name": "Indonesia", "place_name": "Palu", "notes": "Catatan.rnBaris kedua " * 6,
            "item_code": f"<{code}>",
            "authors": f"<Pengarang {number % 1500}, Orang>", "topics": "<Fiksi><Laut>",
        }  # fmt: skip
        write[0].writerow([said.get(column, "") for column in TITLES])
        said = {"item_code": code, "title": name, "coll_type_name": "Textbook", "location_name": "Pusat", "source": "1"}
        write[1].writerow([said.get(column, "") for column in COPIES])
    return titles.getvalue().encode(), copies.getvalue().encode()


if __name__ == "__main__":
    sys.exit(main())
