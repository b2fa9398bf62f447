from urllib.parse import urlsplit

from django.urls import reverse
from lxml import html


def words(response) -> str:
    tree = html.fromstring(response.content)
    for unread in tree.xpath("//script|//style"):
        unread.drop_tree()
    return " ".join(tree.text_content().split())


def test_a_visitor_finds_a_book_and_where_it_stands(indexed, client):
    home = html.fromstring(client.get("/").content)
    search = next(form for form in home.iter("form") if form.xpath('.//input[@name="q"]'))
    assert urlsplit(search.get("action")).path == reverse("discovery:search")

    results = client.get(search.get("action"), {"q": "laskar pelangi"})
    links = [a.get("href") for a in html.fromstring(results.content).iter("a") if "laskar-pelangi" in a.get("href", "")]
    assert links, "no result leads to the book"

    shown = words(client.get(links[0]))
    assert "Andrea Hirata" in shown
    for item in indexed.laskar_pelangi.items.all():
        assert item.branch.short_name in shown
        assert item.call_number in shown


def test_a_typing_mistake_still_leads_to_the_book(indexed, client):
    shown = words(client.get(reverse("discovery:search"), {"q": "laskra pelangi"}))
    assert "Laskar Pelangi" in shown


def test_the_children_find_their_own_book(indexed, client):
    assert indexed.kancil.title.split(" :")[0] in words(client.get("/anak/cari/", {"q": "kancil"}))
