"""Takes the pictures of the librarian's guide: docs/pictures/panduan/*.webp, from a running example library.

python tools/guide_pictures.py [--url http://127.0.0.1:8000 --data DIR] [--only WORD]

Without --url a library with example data is started, as tools/screenshots.py does. The script works as Pak Arman, the
cataloguer, does: it writes a record and a heading, prints labels, imports a small file. Use a library nobody needs.
Run it by hand when pages have changed; docs/development.md says how. Each picture stays below 150 kB.
"""

import argparse
import io
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from house.browser import ARGUMENTS, chromium
from tools.guide_sample import catalogue_twice, sample
from tools.screenshots import ROOT, serve, session_of

TARGET = ROOT / "docs" / "pictures" / "panduan"
LARGEST = 150_000
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 720}


class Camera:
    """One person's browser, and where its pictures go."""

    def __init__(self, browser, url, cookies, only):
        self.browser, self.url, self.cookies, self.only = browser, url, cookies, only
        self.page = self.open(DESK)

    def open(self, size):
        context = self.browser.new_context(
            viewport=size, color_scheme="light", locale="id-ID", reduced_motion="reduce", service_workers="block"
        )
        context.add_cookies(self.cookies)
        return context.new_page()

    def go(self, path, page=None):
        page = page or self.page
        page.goto(self.url + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        return page

    def take(self, name, *, at=None, height=None, page=None):
        """Keep what is seen; `at` (a CSS selector) is scrolled to the top first, `height` cuts what is below."""
        if self.only not in name:
            return
        page = page or self.page
        if at:
            page.locator(at).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 90)")
            page.wait_for_timeout(150)
        size = page.viewport_size
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height or size["height"], size["height"])}
        keep(name, page.screenshot(clip=clip))


def keep(name: str, png: bytes) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (82, 70, 55):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if len(out.getvalue()) <= LARGEST:
            break
    (TARGET / f"{name}.webp").write_bytes(out.getvalue())
    print(f"{name}.webp {len(out.getvalue()) // 1000} kB")


def workspace(see: Camera) -> None:
    see.go("/staff/")
    see.take("ruang-kerja", height=720)
    see.go("/staff/keys/")
    see.take("pintasan", height=640)
    phone = see.open(PHONE)
    see.go("/staff/catalogue/", phone)
    see.take("katalog-360", page=phone)
    phone.context.close()


def cataloguing(see: Camera) -> int:
    """The number of a record with copies."""
    see.go("/staff/catalogue/")
    see.take("katalog", height=700)
    see.go("/staff/catalogue/records/new/")
    see.take("templat", height=560)
    see.go("/staff/catalogue/records/new/?template=book")
    form = see.page
    form.get_by_label("Judul", exact=True).first.fill("Laskar pelangi")
    first = form.locator("[data-rowset=names] input:visible").first
    first.fill("Andrea Hirata")
    form.wait_for_timeout(2500)  # the advice beside the form follows what is typed
    form.evaluate("scrollTo(0, 0)")
    see.take("formulir")
    form.locator("[data-rowset=isbn] input:visible").first.fill("9789793062793")
    form.get_by_role("button", name="Periksa").click()
    form.wait_for_load_state("networkidle")
    see.take("periksa", at="#edit")
    see.go("/staff/catalogue/?q=Laskar")
    record = form.locator("main tbody a[href*='/records/']").first.get_attribute("href")
    see.go(record)
    see.take("rekaman")
    see.go(record + "edit/")
    form.get_by_role("button", name="MARC 21").first.click()
    form.wait_for_load_state("networkidle")
    see.take("marc", height=760)
    form.get_by_role("button", name="Keluar tanpa menyimpan").click()
    see.go(record + "care/")
    see.take("sampul")
    see.go(record + "history/")
    see.take("riwayat", height=620)
    return int(record.rstrip("/").rsplit("/", 1)[1])


def copies(see: Camera, record: int) -> None:
    page = see.page
    see.go(f"/staff/catalogue/records/{record}/copies/new/")
    see.take("tambah-eksemplar")
    see.go(f"/staff/catalogue/records/{record}/")
    item = page.locator("main tbody a[href*='/catalogue/copies/']").first.get_attribute("href")
    see.go(item)
    see.take("tindakan", at="#do", height=560)
    see.go("/staff/catalogue/copies/list/")
    see.take("kerjakan-daftar")
    see.go("/staff/catalogue/copies/numbers/")
    see.take("penomoran", height=640)
    see.go(f"/staff/catalogue/labels/?record={record}")
    see.take("label")
    see.go("/staff/catalogue/register/")
    see.take("buku-induk", height=700)


def books(see: Camera) -> None:
    copies(see, cataloguing(see))


def many(see: Camera) -> None:
    page = see.page
    see.go("/staff/catalogue/batches/new/records/?q=cerita")
    page.get_by_label("Nama perubahan ini").fill("Cerita rakyat: tambah subjek")
    page.locator("[name$='-0-do']").select_option("add_subject")
    page.locator("[name$='-0-value']").fill("Cerita rakyat Indonesia")
    see.page.set_viewport_size({"width": 1280, "height": 1040})
    see.take("massal-baru", at="form.form")
    see.page.set_viewport_size(DESK)
    page.get_by_role("button", name="Lihat akibatnya").click()
    page.wait_for_load_state("networkidle")
    for _wait in range(30):
        if page.get_by_role("button", name="Kerjakan").count():
            break
        page.wait_for_timeout(1000)
        page.reload(wait_until="networkidle")
    see.take("massal-akibat")


def doubles(see: Camera) -> None:
    page = see.page
    see.go("/staff/catalogue/doubles/")
    see.take("rekaman-ganda", height=700)
    pair = page.locator("main td a[href*='/doubles/']").first
    if pair.count():
        see.go(pair.get_attribute("href"))
        see.take("lebur")


def headings(see: Camera) -> None:
    page = see.page
    see.go("/staff/catalogue/headings/?q=Toer")
    see.take("tajuk", height=560)
    see.go(page.locator("main tbody a[href*='/headings/']").first.get_attribute("href"))
    see.take("tajuk-ubah", at="#change")
    see.go("/staff/catalogue/headings/duplicates/")
    see.take("tajuk-ganda", height=640)


def others(see: Camera) -> None:
    see.go("/staff/catalogue/copy/targets/")
    if see.page.get_by_text("Belum ada.", exact=True).count():
        see.take("katalog-lain")
    add = see.page.locator("form[action$='/preset/'] button").first
    if add.count():
        add.click()
        see.page.wait_for_load_state("networkidle")
    see.go("/staff/catalogue/copy/")
    see.take("salin-katalog", height=620)


def imports(see: Camera) -> None:
    page = see.page
    see.go("/staff/catalogue/imports/new/")
    see.take("impor-baru", height=720)
    page.locator("input[type=file]").set_input_files(
        {"name": "titipan-sekolah.mrc", "mimeType": "application/marc", "buffer": sample()}
    )
    page.get_by_role("button", name="Baca berkas").click()
    for _wait in range(60):
        page.wait_for_timeout(1000)
        page.reload(wait_until="networkidle")
        if page.get_by_role("button", name="Masukkan rekaman").count():
            break
    see.take("impor-tinjau")
    see.go("/staff/catalogue/export/")
    see.take("ekspor", height=720)
    see.go("/staff/moving/new/")
    see.take("pindah-baru", height=760)


def writing(see: Camera) -> None:
    see.go("/staff/editorial/pages/")
    for words in ("Beranda", "Kabar"):  # the second link opens the page itself
        see.page.locator("main").get_by_role("link", name=words, exact=True).first.click()
        see.page.wait_for_load_state("networkidle")
    see.take("kabar-halaman", height=760)
    see.go("/staff/editorial/images/")
    see.take("kabar-gambar", height=640)


def finding(see: Camera) -> None:
    page = see.open(DESK)
    for name, path in (
        ("cari", "/temukan/?q=cerita+rakyat"),
        ("cari-ejaan", "/temukan/?q=laskr+pelangi"),
        ("cari-kosong", "/temukan/?q=zzqqxxyy"),
    ):
        see.go(path, page)
        see.take(name, page=page, height=760)
    page.context.close()
    phone = see.open(PHONE)
    see.go("/temukan/?q=pramoedya", phone)
    see.take("cari-360", page=phone)
    phone.context.close()
    see.go("/staff/discovery/lists/")
    see.take("daftar", height=560)
    first = see.page.locator("main tbody a[href*='/lists/']").first
    if first.count():
        see.go(first.get_attribute("href"))
        see.take("daftar-isi", height=760)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a running example library; its data folder must be --data")
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "guide-data")
    parser.add_argument("--only", default="", help="only pictures whose name contains this")
    parser.add_argument("--part", default="", help="only this part: workspace, cataloguing, many, headings …")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    data, process, url = asked.data.resolve(), None, asked.url
    if not url:
        url, process = serve(data)
    failed = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            cookie = {"name": "sessionid", "value": session_of(data, "arman"), "url": url}
            see = Camera(browser, url, [cookie], asked.only)
            see.page.set_default_timeout(15_000)
            parts = (workspace, books, many, doubles, headings, others, imports, finding, writing)
            for part in parts:
                if asked.part and part.__name__ != asked.part:
                    continue
                try:
                    if part is doubles:
                        catalogue_twice(data)
                    if part is writing:
                        rina = cookie | {"value": session_of(data, "rina")}
                        see = Camera(browser, url, [rina], asked.only)
                    part(see)
                except Exception as error:  # one page that changed shall not cost the other pictures
                    failed.append(part.__name__)
                    print(f"guide_pictures: {part.__name__}: {error}", file=sys.stderr)
            browser.close()
    finally:
        if process:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
    total = sum(each.stat().st_size for each in TARGET.glob("*.webp"))
    print(f"guide_pictures: {total // 1000} kB in {TARGET.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
