"""`python -m bench.searching DATA OUT [ROUNDS]`: how long pages take inside one process, templates and all."""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from bench.library import settle_in
from bench.measuring import memory_peak, percentiles
from bench.questions import questions

WARM_UP = 5


def main() -> int:
    data, out = map(Path, sys.argv[1:3])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    settle_in(data)
    import_module("serambi.config.wsgi")  # as a web process does
    open_the_door()
    from django.test import Client

    from serambi.discovery.search_port import open_index

    client = Client(SERVER_NAME="localhost", headers={"accept": "text/html"})
    asked = questions(rounds + WARM_UP)
    index = open_index()
    figures: dict[str, dict] = {}
    for kind, addresses in asked.items():
        addresses = [_final(client, address) for address in addresses] if kind == "record page" else addresses
        for address in addresses[:WARM_UP]:
            client.get(address)
        times, used, statuses = [], [], set()
        for address in addresses[WARM_UP:]:
            began, processor = time.perf_counter(), time.process_time()
            statuses.add(client.get(address).status_code)
            times.append((time.perf_counter() - began) * 1000)
            used.append((time.process_time() - processor) * 1000)
        figures[kind] = percentiles(times) | {"cpu_p50": percentiles(used)["p50"], "statuses": sorted(statuses)}
    out.write_text(json.dumps({"works": index.size, "kinds": figures, "peak_mb": memory_peak()}))
    return 0


def open_the_door() -> None:
    """Switch the defence against crawlers off, which would take a benchmark for one (and rightly)."""
    from serambi.discovery.crawlers.strictness import set_strictness
    from serambi.discovery.models import CrawlerGuard

    set_strictness(CrawlerGuard.Strictness.OFF, by=None)


def _final(client, address: str) -> str:
    """A record's own address, so that the page is timed and not the redirect to it."""
    answer = client.get(address)
    return answer.get("Location", address)


if __name__ == "__main__":
    sys.exit(main())
