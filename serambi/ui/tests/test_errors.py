"""Error pages: what happened, whose fault it was not, one way on; the worst ones need nothing to render."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from serambi.kit.refusal import Refusal
from serambi.ui import frame

CODES = ("400", "403", "404", "409", "429", "500", "503")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_renders_without_request_database_or_context(code, language):
    with translation.override(language):
        page = render_to_string(f"ui/errors/{code}.html")
    assert page.count("<h1") == 1
    assert f"({code})" in page
    assert f'<html lang="{language}"' in page
    assert 'name="robots" content="noindex"' in page


def test_each_has_its_own_heading():
    heads = {re.search(r"<h1[^>]*>(.*?)</h1>", render_to_string(f"ui/errors/{code}.html"))[1] for code in CODES}
    assert len(heads) == len(CODES)


def test_a_refusal_shows_every_reason_escaped():
    page = render_to_string(
        "ui/errors/409.html", {"refusals": [Refusal("a", "Kartu <b>habis</b>"), Refusal("b", "Penuh")]}
    )
    assert "Kartu &lt;b&gt;habis&lt;/b&gt;" in page
    assert "Penuh" in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/buku/kambing-dan-hujan.html", "kambing dan hujan"),
        ("/koleksi/123/", ""),
        ("/a/Laskar%20Pelangi", "Laskar Pelangi"),
        ("/", ""),
        ("/%00%ff<script>", "script"),
    ],
)
def test_a_lost_visitor_is_offered_the_words_of_the_address(path, words):
    assert frame.address_words({"request": RequestFactory().get(path)}) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/tidak-ada/", "/en/nothing-here/", "/%3Cscript%3Ealert(1)%3C/script%3E", "/%00", "/" + "x" * 3000]
)
def test_an_address_nobody_knows_is_answered_kindly(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert b"<h1" in response.content
    assert b"<script>alert" not in response.content
