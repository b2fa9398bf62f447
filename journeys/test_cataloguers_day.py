"""A day of Pak Arman: he takes a record from another catalogue, adds copies, prints their labels, mends a heading,
merges a double, changes a batch and takes it back. Everything by hand in a browser, with the real worker behind it."""

import json
import re

import pypdfium2
import pytest
import zxingcpp

from house.browser import DESK, visit
from house.cast import PASSWORD
from serambi.catalogue.tests.files import title
from serambi.catalogue.tests.sru.far_end import answer, far_end

pytestmark = pytest.mark.browser
NAME, TYPO, ISBN, OLD, NEW = (
    "Cantik itu luka",
    "Cantek itu luka",
    "9789792201277",
    "Kurniawan, Eka",
    "Kurniawan, Eka, 1975-",
)

PREPARE = """
from serambi.accounts.models import User
from serambi.branches.models import Branch
from serambi.catalogue.copying import targets
from serambi.catalogue.items import editing
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import title
arman = User.objects.get(username="arman")
targets.add({{"name": "Perpusnas", "address": {address!r}, "seconds": 5}}, by=arman)
double = changing.create_record(title({name!r}, author={author!r}, year="2002"), by=arman)
editing.add(double, ItemValues(barcode="LAMA1", branch=Branch.objects.first()), by=arman)
print(double.pk, double.work_id)
"""


class Day:
    """Pak Arman at his desk; each step begins on the page where the one before ended, or at an address he knows."""

    def __init__(self, here):
        self.here, self.page = here, here.page
        self.page.set_default_timeout(40_000)  # a long walk meets a busy machine somewhere

    def press(self, name: str) -> None:
        shown = re.compile(rf"^{name}( [A-Z+]+)?$")  # the key that does the same stands on some
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=shown).first.click()

    def follow(self, name, exact: bool = True) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name, exact=exact).first.click()

    def signs_in(self) -> None:
        self.here.go("/staff/")
        self.page.fill("input[name=login]", "arman")
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert "/staff/" in self.page.url

    def copies_a_record(self) -> int:
        self.here.go("/staff/catalogue/")
        self.follow("Salin katalog", exact=False)
        self.page.get_by_label("ISBN, ISSN, atau kata").fill(ISBN)
        self.page.keyboard.press("Enter")
        found = self.page.get_by_role("link", name=NAME, exact=True).first
        found.wait_for()
        self.page.wait_for_load_state("networkidle")  # while catalogues answer, the list is laid anew under the hand
        with self.page.expect_navigation():
            found.click()
        self.press("Masukkan sebagai rekaman baru")
        return int(re.search(r"/records/(\d+)/", self.page.url)[1])

    def adds_three_copies(self) -> list[str]:
        self.press("Simpan, lalu tambah eksemplar")
        first = self.page.input_value("[name=first_barcode]")
        assert first, "a number is proposed"
        self.page.fill("[name=count]", "3")
        self.press("Tambahkan eksemplar")
        barcodes = self.page.locator("main table").first.locator("tbody th a").all_inner_texts()
        assert len(barcodes) == 3
        assert barcodes[0] == first
        return barcodes

    def prints_labels(self, barcodes: list[str], path) -> None:
        self.follow("Cetak label")
        self.page.select_option("[name=kind]", "barcode")
        self.press("Cetak label")
        pdf = self.page.get_by_role("link", name="Buka PDF").get_attribute("href")
        printed = self.page.request.get(self.here.library.url + pdf)
        assert printed.headers["content-type"] == "application/pdf"
        path.write_bytes(printed.body())
        with pypdfium2.PdfDocument(path) as document:
            drawn = document[0].render(scale=300 / 72).to_pil()
        assert {code.text for code in zxingcpp.read_barcodes(drawn)} == set(barcodes)
        self.press("Labelnya tercetak dengan baik")
        assert not self.page.get_by_role("link", name=barcodes[0]).count(), "they wait no longer"

    def mends_the_heading(self, record: int) -> None:
        self.here.go(f"/staff/catalogue/records/{record}/")
        self.follow(OLD)
        self.page.get_by_label("Tajuk", exact=True).fill(NEW)
        self.press("Simpan")

    def merges(self, record: int, double: int) -> None:
        self.here.go(f"/staff/catalogue/records/{record}/")
        self.follow("Gabungkan")
        self.page.fill("main [name=number]", str(double))
        self.press("Bandingkan")
        self.press("Gabungkan")
        assert "/merges/" in self.page.url

    def sees_what_a_batch_would_do(self, record: int) -> None:
        self.here.go("/staff/catalogue/batches/")
        with self.page.expect_navigation():
            self.page.locator("main a[href$='/batches/new/records/']").first.click()
        self.page.fill("[name=name]", "Subjek yang kurang")
        self.page.check("[name=how][value=list]")
        self.page.fill("[name=numbers]", f"{record}\nTAK-ADA")
        self.page.select_option("[name=to-0-do]", "add_subject")
        self.page.fill("[name=to-0-value]", "Realisme magis")
        self.press("Lihat akibatnya")
        assert "Realisme magis" in self.page.inner_text("main")

    def says_yes(self, button: str) -> None:
        self.page.check("[name=sure]")
        self.press(button)


@pytest.mark.timeout(300)
def test_a_day_of_the_cataloguers(browser, own_library, tmp_path, rows, wait_for):
    library = own_library

    def text_of(record: int) -> str:
        return rows(library, "SELECT marc FROM catalogue_bibrecord WHERE id = ?", record)[0][0]

    with far_end() as end, visit(browser, library, size=DESK) as here:
        book = title(NAME, "GR1", author=OLD, year="2002", isbn=ISBN)
        address = end.answers("sru", answer(book))
        told = library.python(PREPARE.format(address=address, name=TYPO, author=OLD))
        double, old_work = map(int, told.split())
        day = Day(here)
        day.signs_in()
        record = day.copies_a_record()
        barcodes = day.adds_three_copies()
        day.prints_labels(barcodes, tmp_path / "labels.pdf")

        day.mends_the_heading(record)

        def followed():
            """both records have the new form of the name"""
            return all('"1975-"' in text_of(each) for each in (record, double))

        wait_for(followed, 60, pause=0.5)

        day.merges(record, double)
        staff_address = here.page.request.get(f"{library.url}/staff/catalogue/records/{double}/")
        assert staff_address.url.endswith(f"/staff/catalogue/records/{record}/")
        public = here.page.request.get(f"{library.url}/koleksi/{old_work}/")
        assert public.status == 200
        assert public.url.endswith("/cantik-itu-luka/"), "visitors' bookmarks lead on too"
        here.go(f"/staff/catalogue/records/{record}/")
        shown = here.page.locator("main table").first.inner_text()
        assert all(barcode in shown for barcode in [*barcodes, "LAMA1"])

        before = json.loads(text_of(record))
        day.sees_what_a_batch_would_do(record)
        assert json.loads(text_of(record)) == before, "looking changes nothing"
        day.says_yes("Kerjakan")

        def offered_back():
            """it is done and can be taken back"""
            here.page.reload()
            return here.page.locator("button[name=act][value=undo]").count()

        wait_for(offered_back, 60, pause=0.3)
        assert "Realisme magis" in text_of(record)
        day.says_yes("Tarik kembali")

        def taken_back():
            """the record is what it was"""
            return json.loads(text_of(record)) == before

        wait_for(taken_back, 60, pause=0.5)
        assert here.complaints == []
