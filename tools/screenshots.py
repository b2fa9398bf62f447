"""Walks the pages of a running example library and keeps pictures of them: screenshots/index.html shows all.

python tools/screenshots.py [--url http://127.0.0.1:8000] [--data DIR] [--only WORD] [--staff NAME]

Without --url a library with example data is started (in --data, default build/screenshots-data, filled at the first
time) and stopped at the end. Every page is taken at 360 and 1280 px; light and dark, Indonesian and English.
"""

import argparse
import contextlib
import html
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from house.browser import ARGUMENTS, DESK, PHONE, chromium

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "screenshots"
SIZES = {"360": PHONE, "1280": DESK}
LOOKS = [("id", "light"), ("id", "dark"), ("en", "light")]
RECORD = "/staff/catalogue/ -> main a[href*='/records/']:not([href$='/new/'], [href*='/deleted/'], [href*='/batches/'])"
HEADING = (
    "/staff/catalogue/headings/ -> "
    "main a[href*='/headings/']:not([href$='/headings/'], [href*='?'], [href*='duplicates'], [href*='changes'])"
)
PUBLIC = [
    # (name, address); the first link that matches is followed where an address needs an object
    ("home", "/"),
    ("search", "/temukan/?q=laskar+pelangi"),
    ("results", "/temukan/?q=indonesia"),
    ("did-you-mean", "/temukan/?q=perpustakan+sejara"),
    ("nothing", "/temukan/?q=zzqqxxyy"),
    ("advanced", "/temukan/lanjut/"),
    ("tips", "/temukan/bantuan/"),
    ("record", "/temukan/?q=pramoedya -> main a[href*='/koleksi/']"),
    ("author", "/jelajah/pengarang/ -> main a[href*='/pengarang/']"),
    ("subject", "/jelajah/subjek/ -> main a[href*='/subjek/']"),
    ("browse", "/jelajah/"),
    ("class", "/jelajah/ -> main a[href*='/kelas/']"),
    ("arrivals", "/baru/"),
    ("lists", "/rak/"),
    ("children", "/anak/"),
    ("branches", "/cabang/"),
    ("branch", "/cabang/ -> main a[href*='/cabang/']"),
    ("about", "/tentang/"),
    ("map", "/peta-situs/"),
    ("sign-in", "/akun/masuk/"),
    ("not-found", "/tidak/ada/"),
    ("series", "/jelajah/seri/"),
    ("authors", "/jelajah/pengarang/"),
    ("subjects", "/jelajah/subjek/"),
    ("list", "/rak/ -> main a[href*='/rak/']"),
    ("news", "/kabar/"),
    ("news-item", "/kabar/ -> main .newscard a"),
    ("pages", "/halaman/"),
    ("page", "/halaman/ -> main .leads a"),
    ("questions", "/tanya-jawab/"),
    ("campaigns", "/kampanye/"),
    ("campaign", "/kampanye/ -> main .leads a"),
]
STAFF = [
    ("staff-today", "/staff/"),
    ("staff-records", "/staff/catalogue/"),
    ("staff-record", RECORD),
    ("staff-headings", "/staff/catalogue/headings/"),
    ("staff-heading", HEADING),
    ("staff-imports", "/staff/catalogue/imports/"),
    ("staff-import-new", "/staff/catalogue/imports/new/"),
    ("staff-export", "/staff/catalogue/export/"),
    ("staff-lists", "/staff/discovery/lists/"),
    ("staff-index", "/staff/discovery/"),
    ("staff-misses", "/staff/discovery/misses/"),
    ("staff-branches", "/staff/branches/"),
    ("staff-closures", "/staff/branches/closures/"),
    ("staff-holidays", "/staff/branches/holidays/"),
    ("staff-library", "/staff/branches/library/"),
    ("staff-people", "/staff/people/"),
    ("staff-modules", "/staff/modules/"),
    ("staff-journal", "/staff/journal/"),
    ("staff-ui", "/staff/ui/"),
    ("staff-processes", "/staff/journal/processes/"),
    ("staff-crawlers", "/staff/discovery/crawlers/"),
    ("staff-order", "/staff/discovery/order/"),
    ("staff-permissions", "/staff/people/permissions/"),
    ("staff-moves", "/staff/moving/"),
    ("staff-move-new", "/staff/moving/new/"),
    ("staff-departures", "/staff/moving/everything/"),
    ("account", "/akun/"),
]
CATALOGUER = [
    ("cataloguer-record-new", "/staff/catalogue/records/new/"),
    ("cataloguer-record-edit", f"{RECORD} -> main a[href*='/edit/']"),
    ("cataloguer-record-history", f"{RECORD} -> main a[href*='/history/']"),
    ("cataloguer-record-care", f"{RECORD} -> main a[href*='/care/']"),
    ("cataloguer-copies-new", f"{RECORD} -> main a[href*='/copies/new/']"),
    ("cataloguer-deleted", "/staff/catalogue/records/deleted/"),
    ("cataloguer-copies", "/staff/catalogue/copies/"),
    ("cataloguer-copy", f"{RECORD} -> main a[href*='/catalogue/copies/']:not([href$='/copies/'], [href*='/list/'])"),
    ("cataloguer-copies-list", "/staff/catalogue/copies/list/"),
    ("cataloguer-numbers", "/staff/catalogue/copies/numbers/"),
    ("cataloguer-labels", "/staff/catalogue/labels/"),
    ("cataloguer-label-sheets", "/staff/catalogue/labels/sheets/"),
    ("cataloguer-label-sheet-new", "/staff/catalogue/labels/sheets/new/"),
    ("cataloguer-register", "/staff/catalogue/register/"),
    ("cataloguer-batches", "/staff/catalogue/batches/"),
    ("cataloguer-batch-records", "/staff/catalogue/batches/new/records/"),
    ("cataloguer-doubles", "/staff/catalogue/doubles/"),
    ("cataloguer-heading-doubles", "/staff/catalogue/headings/duplicates/"),
    ("cataloguer-heading-changes", "/staff/catalogue/headings/changes/"),
    ("cataloguer-sru", "/staff/catalogue/copy/"),
    ("cataloguer-sru-targets", "/staff/catalogue/copy/targets/"),
    ("cataloguer-sru-target-new", "/staff/catalogue/copy/targets/new/"),
    (
        "cataloguer-import",
        "/staff/catalogue/imports/ -> main a[href*='/imports/']:not([href$='/imports/'], [href$='/new/'])",
    ),
    ("cataloguer-moving-new", "/staff/moving/new/"),
]
EDITOR = [
    ("editor-home", "/staff/editorial/"),
    ("editor-pages", "/staff/editorial/pages/"),
    ("editor-news", "/staff/editorial/pages/?q=kabar"),
    ("editor-page", "/staff/editorial/pages/?q=tata+tertib -> main td.title a[href*='/edit/']"),
    (
        "editor-page-history",
        "/staff/editorial/pages/?q=tata+tertib -> td.title a[href*='/edit/'] -> a[href*='/history/']",
    ),
    ("editor-pictures", "/staff/editorial/images/"),
    ("editor-picture", "/staff/editorial/images/ -> main a[href*='/editorial/images/'][href$='/']:has(img)"),
    ("editor-picture-new", "/staff/editorial/images/add/"),
    ("editor-documents", "/staff/editorial/documents/"),
    ("editor-redirects", "/staff/editorial/redirects/"),
    ("editor-workflows", "/staff/editorial/reports/workflow/"),
    ("editor-site-history", "/staff/editorial/reports/site-history/"),
]


def serve(data: Path):
    """A library with example data on a free port; (address, process)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "serambi", "--data", str(data), "run", "--port", str(port), "--example"],
        cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and process.poll() is None:
        # until the index is there, searching answers 503
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/temukan/", timeout=5):
            return f"http://127.0.0.1:{port}", process
        time.sleep(0.5)
    raise SystemExit("screenshots: the library does not start")


def session_of(data: Path, username: str) -> str:
    """A session of one of the example people."""
    return said_by(
        data,
        "from django.test import Client; from serambi.accounts.models import User; from house.cast import enter\n"
        f"user = User.objects.filter(username={username!r}).first()\n"
        "user = user or User.objects.filter(staff_posts__role='head').first()\n"
        "print(enter(Client(), user).session.session_key)",
    )


def said_by(data: Path, code: str) -> str:
    """The last word that a few lines of Python print inside a library."""
    environment = os.environ | {"SERAMBI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "serambi.config.settings"}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()[-1]


def follow(page, url: str, name: str, links: list[str]) -> bool:
    """Open the first link that matches, then the first on that page, …; False and a line when there is none."""
    for link in links:
        found = page.locator(link)
        if not found.count():
            print(f"screenshots: {name}: no {link} on {page.url}")
            return False
        page.goto(url + found.first.get_attribute("href"), wait_until="networkidle")
    return True


def take(browser, url: str, pages, cookies: list[dict]) -> list[tuple[str, str]]:
    """(page, file) of every picture taken of `pages`."""
    taken = []
    for width, size in SIZES.items():
        for language, theme in LOOKS:
            context = browser.new_context(
                viewport=size, color_scheme=theme, locale="id-ID", reduced_motion="reduce", service_workers="block"
            )
            if cookies:
                context.add_cookies(cookies)
            page = context.new_page()
            for name, address in pages:
                path, *links = address.split(" -> ")
                prefix = "/en" if language == "en" else ""
                page.goto(url + prefix + path, wait_until="networkidle")
                if not follow(page, url, name, links):
                    continue
                page.evaluate("document.fonts.ready")
                file = f"{name}-{width}-{language}-{theme}.png"
                page.screenshot(path=TARGET / file, full_page=True)
                taken.append((name, file))
            context.close()
    return taken


def write_index(taken: list[tuple[str, str]]) -> None:
    names = list(dict.fromkeys(name for name, _ in taken))
    rows = []
    for name in names:
        pictures = "".join(
            f'<figure><a href="{file}"><img src="{file}" loading="lazy" alt="{html.escape(file)}"></a>'
            f"<figcaption>{html.escape(file)}</figcaption></figure>"
            for page, file in taken
            if page == name
        )
        rows.append(f'<section id="{name}"><h2>{name}</h2><div>{pictures}</div></section>')
    links = " ".join(f'<a href="#{name}">{name}</a>' for name in names)
    style = "body{font:16px sans-serif;margin:2rem}div{display:flex;gap:1rem;overflow:auto}img{height:420px}"
    (TARGET / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>Serambi: pages</title><style>{style}</style>'
        f"<h1>{len(taken)} pictures</h1><p>{links}</p>{''.join(rows)}",
        encoding="utf-8",
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a running library; its data folder must be --data")
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "screenshots-data")
    parser.add_argument("--only", default="", help="only pages whose name contains this")
    parser.add_argument("--staff", default="joko", help="user name of the example person for staff pages")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(exist_ok=True)
    data = asked.data.resolve()
    process = None
    url = asked.url
    if not url:
        url, process = serve(data)
    try:
        public = [(n, a) for n, a in PUBLIC if asked.only in n]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            taken = take(browser, url, public, []) if public else []
            for who, pages in ((asked.staff, STAFF), ("arman", CATALOGUER), ("dian", EDITOR)):
                if wanted := [(n, a) for n, a in pages if asked.only in n]:
                    cookie = {"name": "sessionid", "value": session_of(data, who), "url": url}
                    taken += take(browser, url, wanted, [cookie])
            browser.close()
        write_index(taken)
        print(f"screenshots: {len(taken)} pictures in {TARGET}/index.html")
    finally:
        if process:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
    return 0


if __name__ == "__main__":
    sys.exit(main())
