"""`python -m bench.over_http DATA OUT [ROUNDS]`: the same pages from the web server with two workers, over loopback."""

import http.client
import json
import random
import sys
import threading
import time
from pathlib import Path

from bench.library import free_port, settle_in, started, wait_for
from bench.measuring import memory_now, percentiles, tree
from bench.questions import questions
from bench.searching import open_the_door

WARM_UP = 8
CLIENTS = 4
SECONDS = 15.0
WORKERS = 2
MIX = {
    **{"common": 3, "two terms": 3, "known title": 4, "rare": 2, "filtered": 2, "phrase": 1, "fuzzy": 1, "empty": 1},
    **{"record page": 4, "suggestions": 4, "home": 2},
}
"""How often each kind is asked when several visitors come at once."""


def main() -> int:
    data, out = map(Path, sys.argv[1:3])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    settle_in(data)
    open_the_door()
    from serambi.config.processes import web_command

    asked = questions(rounds + WARM_UP)
    port = free_port()
    with started(data, web_command("127.0.0.1", port, WORKERS)) as (web,):
        wait_for(f"http://127.0.0.1:{port}/sehat/", seconds=60)
        visitor = Visitor(port)
        asked["record page"] = [visitor.get(address)[1] or address for address in asked["record page"]]
        figures: dict[str, dict] = {}
        for kind, addresses in asked.items():
            for address in addresses[:WARM_UP]:
                visitor.get(address)
            answers = [visitor.get(address) for address in addresses[WARM_UP:]]
            figures[kind] = percentiles([spent for _, _, spent in answers])
            figures[kind]["statuses"] = sorted({status for status, _, _ in answers})
        crowd = together(port, asked)
        memory = memory_now(tree(web.pid)[1:])
    result = {"kinds": figures, "together": crowd, "web_memory_mb": memory, "workers": WORKERS}
    out.write_text(json.dumps(result))
    return 0


class Visitor:
    """One browser's connection, kept open."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str) -> tuple[int, str, float]:
        """Status, where it leads, and milliseconds until the last byte."""
        began = time.perf_counter()
        self.connection.request("GET", address, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", ""), (time.perf_counter() - began) * 1000


def together(port: int, asked: dict[str, list[str]]) -> dict:
    """Several visitors at once, each asking the next thing as soon as the last has come."""
    deck = [address for kind, share in MIX.items() for address in asked[kind] * share]
    times: list[float] = []
    wrong: list[int] = []
    until = time.perf_counter() + SECONDS

    def visit(number: int) -> None:
        visitor, mine = Visitor(port), random.Random(number)
        while time.perf_counter() < until:
            status, _, spent = visitor.get(mine.choice(deck))
            times.append(spent)
            if status >= 500 or status == 429:
                wrong.append(status)

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(CLIENTS)]
    began = time.perf_counter()
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    spent = time.perf_counter() - began
    return percentiles(times) | {"clients": CLIENTS, "per_second": round(len(times) / spent, 1), "errors": len(wrong)}


if __name__ == "__main__":
    sys.exit(main())
