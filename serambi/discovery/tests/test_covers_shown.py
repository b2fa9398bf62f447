"""A picture of a cover is seen on cards and on the record's page, without a query more a card."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from serambi.catalogue.cataloguing import covers
from serambi.discovery.cards import cards_for

pytestmark = pytest.mark.django_db


def test_cards_and_the_record_page_show_the_picture(world, client, django_assert_num_queries):
    out = io.BytesIO()
    Image.new("RGB", (400, 600), "teal").save(out, "PNG")
    record = world.laskar_pelangi
    works = [each.work_id for each in world.records]
    cards_for(works)  # places are kept in memory
    with django_assert_num_queries(3):
        assert not any(card.image for card in cards_for(works))
    cover = covers.put(record, out.getvalue(), by=world.arman)
    cards_for(works)  # some seconds only
    with django_assert_num_queries(3):
        cards = {card.work_id: card for card in cards_for(works)}
    assert cards[record.work_id].image == covers.address(cover)
    page = client.get(reverse("discovery:record", args=[record.work_id]), follow=True).content.decode()
    assert f'src="{covers.address(cover, 640)}"' in page


def test_a_row_of_results_shows_the_picture(indexed, client):
    out = io.BytesIO()
    Image.new("RGB", (400, 600), "teal").save(out, "PNG")
    search = reverse("discovery:search")
    assert "cover--picture" not in client.get(search, {"q": "laskar pelangi"}).content.decode()
    cover = covers.put(indexed.laskar_pelangi, out.getvalue(), by=indexed.arman)
    page = client.get(search, {"q": "laskar pelangi"}).content.decode()
    assert f'src="{covers.address(cover)}"' in page
