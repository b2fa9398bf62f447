"""What visitors read: both languages, lists by key, search, feed, banners, live data, the home page."""

import json
import re

import pytest
from django.core.cache import caches
from django.utils import translation
from lxml import etree

from serambi.editorial import sources
from serambi.editorial.models import FaqPage, HomePage
from serambi.editorial.queries import forget
from serambi.editorial.tests.written import a_page, a_picture, places
from serambi.modules.switches import set_switch


@pytest.fixture
def known(people):
    for name, value in vars(places()).items():
        setattr(people, name, value)
    return people


def test_english_falls_back_to_indonesian_and_says_so(known, client):
    a_page(known.news, "news", "Pojok baca baru", summary="Ada pojok baru.")
    text = client.get("/en/kabar/pojok-baca-baru/").content.decode()
    assert '<h1 lang="id">Pojok baca baru</h1>' in text
    assert "Indonesian only" in text
    assert "We open earlier." in text
    a_page(known.news, "news", "Penuh", title_en="Complete")
    assert "Indonesian only" not in client.get("/en/kabar/penuh/").content.decode()


def test_each_language_links_the_other(known, client):
    a_page(known.info, "info", "Layanan kami")
    text = client.get("/halaman/layanan-kami/").content.decode()
    assert 'hreflang="en" href="http://testserver/en/halaman/layanan-kami/"' in text


def test_drafts_and_strange_addresses_are_not_found(known, client):
    page = a_page(known.info, "info", "Layanan")
    page.unpublish()
    for path in ("/halaman/layanan/", "/halaman/layanan/x/", "/halaman/%00/", "/halaman//", "/kampanye/x/"):
        assert client.get(path).status_code == 404


def test_news_are_listed_by_key(known, client):
    for number in range(15):
        a_page(known.news, "news", f"Kabar {number}")
    first = client.get("/kabar/").content.decode()
    assert first.count('class="newscard"') == 12
    after = re.search(r"after=([\d.\-]+)", first)[1]
    assert client.get(f"/kabar/?after={after}").content.decode().count('class="newscard"') == 3


def test_search_finds_words_of_title_and_content_in_either_language(known, client):
    a_page(known.news, "news", "Pameran tenun Donggala")
    a_page(known.info, "info", "Tata tertib")
    for words, found in (("TENUN", 1), ("we open", 1), ("tenun batik", 0), ("<script>", 0)):
        text = client.get("/kabar/", {"q": words}).content.decode()
        assert text.count('class="newscard"') == found, words
    assert "/halaman/tata-tertib/" in client.get("/kabar/?q=tertib").content.decode()


def test_the_feed_is_atom_and_names_whole_addresses(known, client):
    a_page(known.news, "news", "Kabar <b>&</b> kabar", summary="Ringkas")
    answer = client.get("/kabar/umpan.xml")
    tree = etree.fromstring(answer.content)
    assert tree.tag.endswith("feed")
    assert b"http://testserver/kabar/" in answer.content
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_machines_read_news_and_questions(known, client):
    page = a_page(known.news, "news", "Kabar </script><script>", picture=a_picture("Gambar"))
    text = client.get(page.url).content.decode()
    told = json.loads(re.search(r'ld\+json"[^>]*>(.*?)</script>', text, re.S)[1])
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == "Kabar </script><script>"
    faq = FaqPage.objects.get()
    faq.body = [("question", {"question": "Berapa lama?", "answer": "<p>Empat belas <b>hari</b>.</p>"})]
    faq.save_revision().publish()
    text = client.get("/tanya-jawab/").content.decode()
    told = json.loads(re.search(r'ld\+json"[^>]*>(.*?)</script>', text, re.S)[1])
    assert told["mainEntity"][0]["acceptedAnswer"]["text"] == "Empat belas hari."


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("everyone", ["/", "/tentang/"]), ("home", ["/"]), ("staff", ["/staff/"]), ("children", [])],
)
def test_a_banner_is_shown_to_its_readers_only(audience, seen, known, sign_in, client):
    a_page(known.banners, "banner", "Rak sedang ditata", audience=audience)
    forget()
    sign_in(client, known.wati)
    for path in ("/", "/tentang/", "/staff/"):
        assert ("Rak sedang ditata" in client.get(path).content.decode()) == (path in seen), path


def test_pages_in_the_menu_stand_in_the_footer_and_on_the_map(known, client):
    a_page(known.info, "info", "Pernyataan aksesibilitas", show_in_menus=True)
    forget()
    assert "/halaman/pernyataan-aksesibilitas/" in client.get("/").content.decode()
    sitemap = b"".join(client.get("/sitemap-site-1.xml").streaming_content)
    assert b"/halaman/pernyataan-aksesibilitas/" in sitemap


def test_live_data_is_shown_as_it_is_now_and_goes_with_its_room(known, client, django_capture_on_commit_callbacks):
    block = ("live", {"source": "branches.facts", "title": "", "title_en": "", "most": 12})
    a_page(known.info, "info", "Fasilitas", body=[block])
    assert "Ramp with handrail" in client.get("/en/halaman/fasilitas/").content.decode()
    known.pusat.accessibility = ["lift"]
    known.pusat.save()
    from serambi.branches.queries import forget as forget_branches

    forget_branches()
    assert "Lift to every floor" in client.get("/en/halaman/fasilitas/").content.decode()
    assert "discovery.arrivals" in dict(sources.choices())
    with django_capture_on_commit_callbacks(execute=True):
        set_switch("discovery", False)
    assert "discovery.arrivals" not in dict(sources.choices())
    assert sources.show("discovery.arrivals") is None
    assert sources.show("nothing.here") is None


def test_a_live_shelf_wears_the_heading_its_editor_gave_it_and_an_id_of_its_own(world, client):
    caches["local"].clear()
    info = places().info
    live = {"source": "discovery.arrivals", "most": 4}
    body = [
        ("live", live | {"title": "Segar dari kardus", "title_en": "Fresh from the box"}),
        ("live", live | {"title": "Hanya Indonesia", "title_en": ""}),
        ("live", live | {"title": "", "title_en": ""}),
    ]
    page = a_page(info, "info", "Koleksi baru", body=body)
    text = client.get(f"/en{page.url}").content.decode()
    headings = re.findall(r'<h2 id="(shelf-\d+)"([^>]*)>([^<]*)</h2>', text)
    assert [(attributes, words) for _id, attributes, words in headings] == [
        ("", "Fresh from the box"),
        (' lang="id"', "Hanya Indonesia"),
        ("", "New in the library"),
    ]
    assert len({name for name, _attributes, _words in headings}) == 3


def test_the_home_page_follows_its_editor_and_costs_no_query_when_fresh(
    world, client, django_assert_num_queries, django_capture_on_commit_callbacks
):
    known = places()
    usual = client.get("/").content.decode()
    home = HomePage.objects.get()
    call = {
        "title": "Mari membaca", "title_en": "Let us read", "text": "Ajakan.", "text_en": "An invitation.",
        "picture": None, "button": {"label": "Cari", "label_en": "Search", "page": None, "address": "/temukan/"},
    }  # fmt: skip
    home.body = [
        ("hero", {"welcome": "mari masuk.", "welcome_en": "do come in."}),
        ("call", call),
        ("live", {"source": "discovery.arrivals", "title": "", "title_en": "", "most": 4}),
        ("news", {"title": "", "title_en": "", "most": 3}),
        ("words", {"text": "<h2>Halo</h2>", "text_en": "<h2>Hello</h2>"}),
    ]
    a_page(known.news, "news", "Kabar beranda", title_en="Home news", picture=a_picture("Anak"))
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()
    indonesian, english = client.get("/").content.decode(), client.get("/en/").content.decode()
    for text, words in (
        (indonesian, ("mari masuk.", "Mari membaca", "Kabar beranda", "<h2>Halo</h2>", "newscard__picture")),
        (english, ("do come in.", "Let us read", "Home news", "<h2>Hello</h2>")),
    ):
        for word in words:
            assert word in text, word
    assert 'class="dayline' not in indonesian
    assert 'class="dayline' in usual
    with django_assert_num_queries(0):
        client.get("/")


def test_a_library_without_a_home_page_shows_the_usual_one(world, client):
    before = client.get("/").content.decode()
    places()
    forget()
    assert client.get("/").content.decode().count("<section") == before.count("<section")


def test_what_a_page_said_is_remembered_by_language(known):
    a_page(known.info, "info", "Layanan", title_en="Services")
    from serambi.editorial.models import InfoPage

    with translation.override("en"):
        assert str(InfoPage.objects.get(title="Layanan").said["title"]) == "Services"
