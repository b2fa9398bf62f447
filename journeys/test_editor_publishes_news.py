"""Rina drafts news with a picture, Dian approves it for later, the scheduler publishes it, visitors read it."""

import re

import pytest
from PIL import Image

from house.browser import DESK, PHONE, visit

pytestmark = pytest.mark.browser
TITLE, ENGLISH = "Kelas membatik untuk pemula", "Batik class for beginners"


@pytest.fixture
def photograph(tmp_path):
    path = tmp_path / "IMG_2026.jpg"
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (0.0, 53.0, 42.0)  # where it was taken: nobody may learn that
    Image.new("RGB", (1200, 800), (140, 70, 40)).save(path, exif=exif)
    return path


def write(here, photograph) -> None:
    """The form of a piece of news, filled in by hand, with a picture uploaded from it."""
    page = here.page
    here.go("/staff/")
    page.get_by_role("link", name="Kabar dan halaman").first.click()
    news = re.search(
        r"\d+", here.library.python("from serambi.editorial.models import NewsIndex as N; print(N.objects.get().pk)")
    )[0]
    here.go(f"/staff/editorial/pages/add/editorial/newspage/{news}/")
    page.fill("#id_title", TITLE)
    page.fill("#id_title_en", ENGLISH)
    page.fill("#id_summary", "Setiap Kamis sore, kain dan malam disediakan.")
    page.fill("#id_summary_en", "Every Thursday afternoon; cloth and wax are there.")
    page.locator("#id_picture-chooser [data-chooser-action-choose]").first.click()
    page.locator("#tab-label-upload").click()
    page.set_input_files("#id_image-chooser-upload-file", photograph)
    page.fill("#id_image-chooser-upload-title", "Membatik")
    send = page.locator("#tab-upload button[type=submit], #tab-upload input[type=submit]").first
    send.click()
    page.get_by_text("Tuliskan apa yang tampak pada gambar").first.wait_for()
    page.set_input_files("#id_image-chooser-upload-file", photograph)
    page.fill("#id_image-chooser-upload-alt", "Dua perempuan membatik di teras")
    page.fill("#id_image-chooser-upload-alt_en", "Two women draw batik on the veranda")
    send.click()
    page.locator("#id_picture-chooser:not(.blank)").wait_for()
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Tulisan").first.click()
    editors = page.locator(".public-DraftEditor-content")
    editors.nth(0).click()
    page.keyboard.type("Tidak perlu pengalaman.")
    editors.nth(1).click()
    page.keyboard.type("No experience needed.")
    # the editor hands its words to the form a quarter of a second after the last key; nobody clicks faster
    page.wait_for_function(
        "words => [...document.querySelectorAll('input[type=hidden]')].some(field => field.value.includes(words))",
        arg="No experience needed.",
    )


def submit(page) -> None:
    page.locator("button[name=action-submit]").first.click()
    page.wait_for_url("**/pages/*/")


def serious(here) -> list[str]:
    """Scripts that broke and rules of the policy that were broken; saving a half-filled form by itself answers 400."""
    return [line for line in here.complaints if not line.startswith("400 for /staff/editorial/")]


def test_a_day_of_the_editors(browser, own_library, photograph, wait_for):
    with visit(browser, own_library, role="editor", size=DESK) as rina:
        write(rina, photograph)
        submit(rina.page)
        assert not serious(rina), rina.complaints
    own_library.python(
        "from serambi.editorial.models import NewsPage as N; from django.utils.timezone import now; "
        "from datetime import timedelta; p = N.objects.get(title__startswith='Kelas membatik'); "
        "p = p.get_latest_revision_as_object(); "
        "p.go_live_at = now() + timedelta(seconds=8); p.save_revision(user=p.owner)"
    )
    with visit(browser, own_library, role="publisher", size=DESK) as dian:
        page = dian.page
        dian.go("/staff/")
        page.get_by_role("link", name="Halaman menunggu persetujuan Anda").click()
        page.locator(".public-DraftEditor-content", has_text="No experience needed.").wait_for()  # she reads it first
        page.locator("footer [data-w-dropdown-target=toggle]").last.click()
        page.locator("[data-workflow-action-name=approve]").first.click()
        page.wait_for_load_state()
        assert not serious(dian), dian.complaints
    with visit(browser, own_library, size=PHONE) as visitor:

        def published():
            """the news stands on the home page"""
            visitor.go("/")
            return TITLE in visitor.page.inner_text("main")

        wait_for(published, 120, pause=2)
        visitor.go("/en/")
        visitor.page.get_by_role("link", name=ENGLISH).click()
        assert "No experience needed." in visitor.page.inner_text("main")
        picture = visitor.page.locator(".written__lead img")
        assert picture.get_attribute("alt") == "Two women draw batik on the veranda"
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
        assert not visitor.axe()
        assert not visitor.complaints, visitor.complaints
    assert b"GPS" not in b"".join(p.read_bytes()[:4000] for p in own_library.data.glob("media/**/*.jpg"))


def test_news_and_pages_without_javascript(browser, own_library):
    own_library.python(
        "from serambi.editorial.tests.written import a_page, places; k = places(); "
        "a_page(k.news, 'news', 'Pameran tenun', title_en='Weaving exhibition'); "
        "a_page(k.info, 'info', 'Tata tertib', show_in_menus=True)"
    )
    with visit(browser, own_library, size=PHONE, java_script_enabled=False) as here:
        page = here.page
        here.go("/kabar/")
        page.fill("#news-q", "tenun")
        page.locator(".written__find button").click()
        page.get_by_role("link", name="Pameran tenun").click()
        assert page.url.endswith("/kabar/pameran-tenun/")
        page.locator("a[hreflang=en]").locator("visible=true").first.click()
        assert "Weaving exhibition" in page.inner_text("h1")
        here.go("/halaman/")
        page.get_by_role("link", name="Tata tertib").first.click()
        assert "/halaman/tata-tertib/" in page.url
