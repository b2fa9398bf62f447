"""The card: on the telephone, bright and large, on paper; and the children's for their guardian."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from django.core.cache import cache

from serambi.accounts.own_page import DOORS, Part
from serambi.patrons import card_pdf, family
from serambi.patrons.models import Guardian, Patron

POINTS = 72 / 25.4


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


def test_the_card_shows_name_kind_number_validity_and_bars(people, sign_in, client):
    sign_in(client, people.sari)
    for path in ("/akun/kartu/", "/akun/"):
        text = client.get(path).content.decode()
        card = text[text.index('<section class="card"') :]
        assert "Sari Lestari" in card
        assert "2026 0000 18" in card
        assert "31 Desember 2099" in card
        assert 'role="img"' in card
        assert "style=" not in text


def test_the_large_card_is_only_the_code(people, sign_in, client):
    sign_in(client, people.sari)
    text = client.get("/akun/kartu/besar/").content.decode()
    assert 'class="bright"' in text
    assert 'class="barcode"' in text
    assert "<nav" not in text
    assert client.get("/akun/kartu/besar/")["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("2026000018", "Sari Lestari"),
        (
            "PLU-PUSAT-2026-0001234X",
            "Raden Ajeng Siti Nurhaliza Kusumawardhani Tadulako binti Abdullah Daeng Malewa" * 2,
        ),
        ("1" * 40, "A"),
    ],
)
def test_the_printed_card_has_two_sides_of_a_bank_card_and_the_number_reads(people, number, name):
    patron = people.sari_member
    patron.card_number, patron.name = number, name[:160]
    document = pypdfium2.PdfDocument(io.BytesIO(card_pdf.card_pdf(patron)))
    assert len(document) == 2
    for page in document:
        assert page.get_size() == pytest.approx((85.6 * POINTS, 54 * POINTS), abs=0.5)
    front = document[0].get_textpage().get_text_range()
    assert number in re.sub(r"\s", "", front)
    assert "Perpustakaan Kota Palu" in front
    for page in document:
        picture = page.render(scale=600 / 72).to_pil()
        assert number in {found.text for found in zxingcpp.read_barcodes(picture)}


def test_the_pdf_comes_as_a_private_file(people, sign_in, client):
    sign_in(client, people.sari)
    answer = client.get("/akun/kartu/cetak.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


def test_names_are_text_and_never_markup(people):
    people.sari_member.name = "<script>alert(1)</script>"
    assert "<script>" not in card_pdf.card_html(people.sari_member)


def test_numbers_are_read_in_groups():
    assert card_pdf.grouped("2026000018") == "2026 0000 18"
    assert card_pdf.grouped("PLU-1") == "PLU-1"
    assert card_pdf.grouped("12345") == "12345"


def test_a_guardian_sees_the_childs_card_and_nobody_else_does(people, sign_in, client):
    dimas = people.dimas_member
    sign_in(client, people.dewi)
    assert "Dimas Prasetyo" in client.get("/akun/keluarga/").content.decode()
    assert "2026 0000 42" in client.get(f"/akun/keluarga/{dimas.pk}/kartu/").content.decode()
    assert client.get(f"/akun/keluarga/{dimas.pk}/kartu.pdf").content.startswith(b"%PDF")
    for pk in (people.sari_member.pk, people.dewi_member.pk, 10**18):
        assert client.get(f"/akun/keluarga/{pk}/kartu/").status_code == 404
    sign_in(client, people.sari)
    assert client.get(f"/akun/keluarga/{dimas.pk}/kartu/").status_code == 404
    sign_in(client, people.joko)
    assert client.get(f"/akun/keluarga/{dimas.pk}/kartu/").status_code == 404


def test_from_eighteen_on_the_child_is_nobodys(people, sign_in, client):
    Patron.objects.filter(pk=people.dimas_member.pk).update(born_on="2000-01-01")
    sign_in(client, people.dewi)
    assert "Dimas" not in client.get("/akun/keluarga/").content.decode()
    assert client.get(f"/akun/keluarga/{people.dimas_member.pk}/kartu/").status_code == 404


def test_rooms_above_show_what_a_child_has_when_the_guardian_may_see_it(people, sign_in, client):
    asked = []

    def loans(children, by):
        asked.append([child.pk for child in children])
        said = {"url": "/", "icon": "book", "title": "Laskar Pelangi", "text": ""}
        return {child.pk: Part("patrons/public/_door.html", said, place=DOORS) for child in children}

    family.shows_of_children(loans)
    sign_in(client, people.dewi)
    try:
        assert "Laskar Pelangi" in client.get("/akun/keluarga/").content.decode()
        Guardian.objects.update(sees_loans=False)
        assert "Laskar Pelangi" not in client.get("/akun/keluarga/").content.decode()
    finally:
        family._tellers.remove(loans)
    assert asked == [[people.dimas_member.pk]]


def test_the_account_page_leads_members_on_and_invites_others(people, sign_in, client):
    sign_in(client, people.dewi)
    text = client.get("/akun/").content.decode()
    for path in ("/akun/kartu/", "/akun/data/", "/akun/keluarga/"):
        assert f'href="{path}"' in text
    sign_in(client, people.sari)
    assert 'href="/akun/keluarga/"' not in client.get("/akun/").content.decode()
    Patron.objects.filter(user=people.sari).update(user=None)
    assert 'href="/gabung/"' in client.get("/akun/").content.decode()
    sign_in(client, people.joko)
    assert 'class="card__code"' in client.get("/akun/").content.decode()


@pytest.mark.parametrize("state", ["applied", "closed"])
def test_a_card_that_does_not_count_says_so(people, sign_in, client, state):
    Patron.objects.filter(pk=people.sari_member.pk).update(state=state, closed_at="2026-01-01T00:00Z")
    sign_in(client, people.sari)
    assert client.get("/akun/kartu/").status_code == 200
    if state == "applied":
        assert 'href="/gabung/selesai/"' in client.get("/akun/kartu/").content.decode()
