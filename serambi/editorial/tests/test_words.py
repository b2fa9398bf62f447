"""The editor speaks Indonesian: its pages, its scripts; and no word of another room slips into its buttons."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext

from serambi.editorial.tests.test_editing import known  # noqa: F401
from serambi.editorial.tests.written import a_page, a_picture

SAME_IN_BOTH = {
    "Status: ",
    "status",
    "JavaScript",
    "Serambi",
    "Atom",
    "URL",
    "Status",
    "slug",
    "Format",
    "Alias",
    "Permanent",
}
"""Words that Indonesian has as they are, and names."""


@pytest.mark.parametrize(
    ("word", "indonesian"),
    [("Copy", "Salin"), ("History", "Riwayat"), ("Tag", "Label"), ("More", "Lainnya"), ("Move", "Pindahkan")],
)
def test_a_button_of_the_editor_has_no_word_of_the_catalogue(word, indonesian):
    with translation.override("id"):
        assert gettext(word) == indonesian
        assert pgettext("of a title", "Copy") == "Eksemplar"


def test_the_scripts_speak_indonesian(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    for said in ("Sisipkan blok", "Gandakan", "%(num)s kesalahan"):
        assert said in words
    with translation.override("en"):
        words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert "Sisipkan blok" not in words


@pytest.fixture
def untranslated(monkeypatch):
    """What was asked for in Indonesian and given in English."""
    found = set()
    asked = translation._trans.gettext

    def listening(message):
        said = asked(message)
        if translation.get_language() == "id" and said == message and re.search("[A-Za-z]{3}", message):
            found.add(str(message))
        return said

    monkeypatch.setattr(translation._trans, "gettext", listening, raising=False)
    return found


def test_no_page_that_editors_use_every_day_speaks_english(known, sign_in, client, untranslated):  # noqa: F811
    page, picture = a_page(known.news, "news", "Pameran tenun"), a_picture("Anak membaca")
    sign_in(client, known.dian)
    with_page = ("edit", "history", "copy", "move", "delete", "unpublish", "workflow_history")
    urls = [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in with_page]
    urls += [reverse("wagtailadmin_explore", args=[known.news.pk]), reverse("wagtailimages:edit", args=[picture.pk])]
    urls += [reverse("wagtailadmin_pages:add", args=["editorial", "newspage", known.news.pk])]
    urls += [
        reverse(name)
        for name in (
            "wagtailadmin_home", "wagtailimages:index", "wagtailimages:add", "wagtaildocs:index", "wagtaildocs:add",
            "wagtailredirects:index", "wagtailredirects:add", "wagtailadmin_reports:workflow",
            "wagtailimages_chooser:choose",
            "wagtailadmin_reports:workflow_tasks", "wagtailadmin_reports:site_history", "wagtailadmin_choose_page",
            "wagtaildocs_chooser:choose", "wagtailadmin_choose_page_external_link",
        )
    ]  # fmt: skip
    for url in urls:
        assert client.get(url).status_code == 200, url
    months = {"April", "September", "November"}
    seen_by_nobody = {
        word for word in untranslated if re.search(r"snippet|user[s ]|Wagtail %|What.s new|avatar|model log", word)
    }
    left = untranslated - SAME_IN_BOTH - months - seen_by_nobody
    assert not left, sorted(left)
