"""Old addresses: the most exact redirect is heard, in both languages, and a wrong one is "not found", not an error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from serambi.editorial.tests.test_editing import known  # noqa: F401
from serambi.editorial.tests.written import a_page


def add(client, old: str, link: str = "", page: str = ""):
    sent = {"old_path": old, "redirect_link": link, "redirect_page": page, "is_permanent": "on", "site": ""}
    return client.post(reverse("wagtailredirects:add"), sent)


def test_the_addresses_of_a_former_catalogue_lead_on(known, sign_in, client):  # noqa: F811
    page = a_page(known.info, "info", "Layanan kami")
    sign_in(client, known.dian)
    assert add(client, "/index.php?p=show_detail&id=12", "https://perpus.example/koleksi/12/").status_code == 302
    assert add(client, "/index.php", page=str(page.pk)).status_code == 302
    assert add(client, "/en/about-us", page=str(page.pk)).status_code == 302
    for old, new in (
        ("/index.php?p=show_detail&id=12", "https://perpus.example/koleksi/12/"),
        ("/index.php?id=12&p=show_detail", "https://perpus.example/koleksi/12/"),
        ("/index.php?p=libinfo", "/halaman/layanan-kami/"),
        ("/en/index.php", "/en/halaman/layanan-kami/"),
        ("/en/about-us/", "/en/halaman/layanan-kami/"),
    ):
        assert client.get(old)["Location"] == new, old


def test_a_redirect_into_nothing_is_not_found(known, client):  # noqa: F811
    page = a_page(known.info, "info", "Ditarik")
    page.unpublish()
    for old, more in (
        ("/a", {"redirect_link": "http://["}),
        ("/b", {"redirect_link": "javascript:alert(1)"}),
        ("/c", {"redirect_page": Page.objects.get(depth=1)}),
        ("/d", {"redirect_page": known.banners}),
        ("/e", {"redirect_page": page}),
        ("/f", {"redirect_link": "/f/"}),
    ):
        Redirect.objects.create(old_path=old, **more)
        assert client.get(f"{old}/").status_code == 404, old


@pytest.mark.parametrize("path", ["//[", "//[x/", "/en//[x", "//[::x]/", "//a\N{ACCOUNT OF}b/"])
def test_an_address_that_looks_like_a_host_is_not_found(known, client, path):  # noqa: F811
    assert client.get("/", PATH_INFO=path.encode().decode("latin1")).status_code == 404


def test_the_form_takes_addresses_only(known, sign_in, client):  # noqa: F811
    sign_in(client, known.dian)
    for wrong in ("javascript:alert(1)", "http://[", "data:text/html,x"):
        assert add(client, "/x", wrong).status_code == 200
    assert not Redirect.objects.exists()
    sign_in(client, known.rina)
    assert add(client, "/x", "https://perpus.example/").status_code in (302, 403)
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"from,to\n/x,/y\n"),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.xlsx", b"x"),
        ("a.html", b"<script>"),
    ],
)
def test_a_list_of_redirects_that_is_none_is_answered(known, sign_in, client, name, data):  # noqa: F811
    sign_in(client, known.dian)
    client.raise_request_exception = False
    sent = {"import_file": SimpleUploadedFile(name, data)}
    assert client.post(reverse("wagtailredirects:start_import"), sent).status_code < 500
