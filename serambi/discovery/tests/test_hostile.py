"""Whatever an address says, the answer is a page."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serambi.discovery.crawlers import guarding

KEYS = [
    "q", "hal", "page", "urut", "sort", "format", "tersedia", "cabang", "bahasa", "tahun", "pembaca", "subjek",
    "pengarang", "seri", "kelas", "akses", "persis", "rinci", "mulai", "sesudah", "sebelum", "cari", "penulis", "dari",
    "isbn", "nomor", "tanpa", "xyz",
]  # fmt: skip
NASTY = [
    "", " ", "-", "\x00", "abc", "999999", "-1", "0", "1e9", "٣", "9" * 40, "a" * 10_000, "' OR 1=1 --", "<script>",
    "%00", '"', '"""', "\\", "*", "(", "a:b:c", "judul:", "-judul:", 'penulis:"', "AND OR NOT", "١٢٣", "\u202e", "🙂",
    "2x", "0001", "1-0", "--", "2026-13", "\ufffd\ufffd", "1.a\x00b", "nan_1", "inf_1",
    "1_99999999999999999999",
]  # fmt: skip
PAGES = [
    "/temukan/", "/temukan/saran/", "/temukan/lanjut/", "/jelajah/", "/jelajah/kelas/8/", "/jelajah/pengarang/",
    "/jelajah/subjek/", "/baru/", "/rak/", "/anak/", "/anak/cari/", "/anak/hewan/",
]  # fmt: skip
values = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
addresses = st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=8)


@pytest.fixture
def visitor(indexed):
    return Client(raise_request_exception=True)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=st.sampled_from(PAGES), pairs=addresses)
def test_no_address_breaks_a_page(visitor, page, pairs):
    guarding.budgets.clear()
    query: dict[str, list[str]] = {}
    for key, value in pairs:
        query.setdefault(key, []).append(value)
    response = visitor.get(page, query)
    assert response.status_code < 500
    assert b"\x00" not in response.content


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_no_search_text_breaks_the_search(visitor, text):
    guarding.budgets.clear()
    assert visitor.get("/temukan/", {"q": text}).status_code in (200, 302)
    assert visitor.get("/anak/cari/", {"q": text}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/koleksi/0/", "/koleksi/99999999999999999999999/", "/koleksi/1/../", "/pengarang/0-x/", "/pengarang/1/",
        "/pengarang/99999999999999999999999-x/", "/subjek/5-%00/", "/seri/1-%F0%9F%99%82/", "/jelajah/kelas/%00/",
        "/jelajah/kelas/9999/", "/rak/nope/", "/anak/nope/", "/koleksi/1/%3Cscript%3E/",
        f"/koleksi/{'1' * 5000}/", f"/koleksi/{'1' * 5000}/x/", f"/pengarang/{'1' * 5000}-x/", "/koleksi/%D9%A3/x/",
    ],
)  # fmt: skip
def test_wrong_places_are_simply_not_found(visitor, path):
    assert visitor.get(path, follow=True).status_code in (200, 400, 404)


@pytest.mark.parametrize("value", ["papyrus", "pusat', 'timur", "x" * 64])
def test_no_filter_value_is_reflected_unescaped(visitor, value):
    page = visitor.get("/temukan/", {"format": f'{value}"><svg onload=1>', "q": "<img src=x>"}).content.decode()
    assert "<svg onload" not in page
    assert "<img src=x>" not in page


def test_a_question_of_ten_thousand_letters_is_cut_and_said_so(visitor):
    page = visitor.get("/temukan/", {"q": "laskar " * 1500}).content.decode()
    assert "sangat panjang" in page
