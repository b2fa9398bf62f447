"""`python -m bench.weighing DATA OUT`: what a first visit costs, in bytes over the wire, seen by a real browser."""

import json
import sys
from collections import defaultdict
from pathlib import Path

from bench.library import free_port, settle_in, started, wait_for

PAGES = {"home": "/", "results": "/temukan/?q=sejarah"}
PHONE = {"width": 360, "height": 780}


def main() -> int:
    data, out = map(Path, sys.argv[1:3])
    settle_in(data)
    from playwright.sync_api import sync_playwright

    from house.browser import ARGUMENTS, chromium
    from serambi.config.processes import web_command

    port = free_port()
    with started(data, web_command("127.0.0.1", port, 1)), sync_playwright() as playwright:
        wait_for(f"http://127.0.0.1:{port}/sehat/", seconds=60)
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        figures = {name: weigh(browser, f"http://127.0.0.1:{port}{path}") for name, path in PAGES.items()}
        browser.close()
    out.write_text(json.dumps(figures))
    return 0


def weigh(browser, url: str) -> dict:
    """Kilobytes of one page in a browser that has nothing kept, by kind, until the network is quiet."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    done = []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(url, wait_until="networkidle")
    bytes_of: dict[str, int] = defaultdict(int)
    for request in done:
        if not request.url.startswith("data:"):
            sizes = request.sizes()
            bytes_of[request.resource_type] += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    context.close()
    total = sum(bytes_of.values())
    return {
        "requests": len(done),
        "kb": {kind: round(size / 1000, 1) for kind, size in sorted(bytes_of.items())},
        "kb_all": round(total / 1000, 1),
        "kb_without_pictures": round((total - bytes_of["image"]) / 1000, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
