"""`python -m bench.indexing DATA OUT`: a new generation of the index beside the old one, as a rebuild does it."""

import json
import sys
import time
from pathlib import Path

from bench.library import settle_in
from bench.measuring import folder_bytes, memory_peak


def main() -> int:
    data, out = map(Path, sys.argv[1:3])
    settle_in(data)
    from serambi.discovery.index import generations
    from serambi.discovery.indexer import rebuild_now
    from serambi.discovery.search_port import index_folder

    began, used = time.perf_counter(), time.process_time()
    works = rebuild_now()
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    figures = {
        "works": works,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "per_second": round(works / seconds),
        "index_mb": round(folder_bytes(generations.current(index_folder())) / 1e6, 1),
        "database_mb": round(sum(path.stat().st_size for path in data.glob("serambi.sqlite3*")) / 1e6, 1),
        "peak_mb": memory_peak(),
    }
    out.write_text(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
