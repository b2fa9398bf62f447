"""Drafts as their writers see them: previews in both languages, odd input, damaged forms; never an error page."""

import pytest
from django.urls import reverse
from wagtail import hooks

from serambi.editorial.models import CampaignPage, NewsPage
from serambi.editorial.tests.test_editing import form, known, write  # noqa: F401
from serambi.editorial.tests.written import a_page


def add(client, parent, model, **more):
    return client.post(reverse("wagtailadmin_pages:add", args=["editorial", model, parent.pk]), form(**more))


def draft(client, page, **query):
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), query)


def test_a_draft_is_seen_in_both_languages(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    page = write(client, known)
    for mode, words in (("id", "Mulai pekan ini."), ("en", "From this week.")):
        answer = draft(client, page, mode=mode)
        assert f'<html lang="{mode}"' in answer.content.decode()
        assert words in answer.content.decode()
        assert answer["Content-Security-Policy"].count("frame-ancestors 'self'") == 1
    sign_in(client, known.sari)
    assert draft(client, page).status_code == 403


def test_every_place_can_be_previewed(known, sign_in, client):  # noqa: F811
    a_page(known.news, "news", "Pameran tenun")
    a_page(known.info, "info", "Layanan kami")
    sign_in(client, known.dian)
    for name, words in (("home", 'role="search"'), ("news", "Pameran tenun"), ("info", "Layanan kami"),
                        ("questions", "<h1"), ("campaigns", "<h1")):  # fmt: skip
        page = getattr(known, name)
        version = page.get_latest_revision()
        for answer in (
            draft(client, page),
            draft(client, page, mode="en"),
            client.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, version.pk])),
        ):
            assert answer.status_code == 200, name
            assert words in answer.content.decode(), name


def test_the_home_page_is_previewed_with_its_unsaved_blocks(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[known.home.pk])
    sent = form(title="Beranda")
    assert client.post(url, sent).json() == {"is_valid": True, "is_available": True}
    text = client.get(url, {"mode": "en"}).content.decode()
    assert "From this week." in text


def test_characters_of_office_programs_do_not_break_the_feed(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    page = write(client, known, title="Ada\x0btab", summary="a\x08b\ufffec", slug="ada-tab")
    page.get_latest_revision().publish()
    assert NewsPage.objects.get(pk=page.pk).title == "Ada tab"
    NewsPage.objects.filter(pk=page.pk).update(title="Lama\x0b", summary="\x01")  # from before this rule
    answer = client.get("/kabar/umpan.xml")
    assert answer.status_code == 200
    assert b"Lama" in answer.content


def test_a_campaign_that_ends_before_it_begins_hears_it_at_the_field(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    answer = add(client, known.campaigns, "campaignpage", first_day="2026-05-05", last_day="2026-05-01")
    assert answer.context["form"].errors["last_day"] == ["Kampanye ini berakhir sebelum dimulai."]
    assert not CampaignPage.objects.exists()


@pytest.mark.parametrize(
    "damage",
    [
        {"body-count": "x"},
        {"body-count": "99"},
        {"body-0-order": "x"},
        {"body-0-value-text": "{"},
        {"picture": "x"},
        {"day": "0001-01-01"},
        {"day": ""},
        {"title_en": "\U0001f600" * 255},
        {"title": "\x00a"},
        {"slug": "../x"},
        {"expire_at": "2001-01-01 10:00"},
    ],
    ids=str,
)
def test_a_damaged_form_is_answered_and_not_fallen_over(known, sign_in, client, damage):  # noqa: F811
    sign_in(client, known.rina)
    answer = add(client, known.news, "newspage", **damage)
    assert answer.status_code in (200, 302, 400)
    if answer.status_code == 302:
        NewsPage.objects.latest("pk").get_latest_revision().publish()
        for url in ("/", "/kabar/", "/kabar/umpan.xml", "/peta-situs/"):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("overwrites", [True, False], ids=["overwrites its last", "is its first"])
def test_a_late_save_by_itself_does_not_take_the_place_of_what_was_submitted(known, sign_in, client, overwrites):  # noqa: F811
    """The editor sends what it saves by itself, does not wait for the answer, and submits."""
    sign_in(client, known.rina)
    page = write(client, known)
    edit, first = reverse("wagtailadmin_pages:edit", args=[page.pk]), page.latest_revision
    inside = []

    def meanwhile(request, page):
        if not inside:
            inside.append(page)
            submitted = client.post(edit, form(title="Kata yang dikirim", slug=page.slug, **{"action-submit": "1"}))
            assert submitted.status_code == 302

    knows = {"loaded_revision_id": first.pk, "loaded_revision_created_at": first.created_at.isoformat()}
    if overwrites:
        knows = {"overwrite_revision_id": first.pk}
    with hooks.register_temporarily("before_edit_page", meanwhile):
        late = client.post(edit, form(title="Kata sebelum", slug=page.slug, **knows), HTTP_ACCEPT="application/json")
    assert inside
    assert late.json()["error_code"] == "invalid_revision"
    page = NewsPage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "Kata yang dikirim"
    assert page.title == "Kata yang dikirim"
    assert page.current_workflow_task_state.revision == page.latest_revision


def test_what_the_editor_saves_by_itself_stays_one_version(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    page = write(client, known)
    edit, first = reverse("wagtailadmin_pages:edit", args=[page.pk]), page.latest_revision
    more = {"loaded_revision_id": first.pk, "loaded_revision_created_at": first.created_at.isoformat()}
    for title in ("Satu", "Dua", "Tiga"):
        answer = client.post(edit, form(title=title, slug=page.slug, **more), HTTP_ACCEPT="application/json").json()
        assert answer["success"], answer
        more = {"overwrite_revision_id": answer["revision_id"]}
    assert page.revisions.count() == 2
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Tiga"


def test_a_link_can_be_made_to_what_has_an_address(known, sign_in, client):  # noqa: F811
    a_page(known.banners, "banner", "Rak sedang ditata")
    a_page(known.news, "news", "Pameran tenun")
    sign_in(client, known.rina)

    def below(place):
        return client.get(reverse("wagtailadmin_choose_page_child", args=[place.pk])).json()["html"]

    assert known.news.title in below(known.home)
    assert known.banners.title not in below(known.home)
    assert "Pameran tenun" in below(known.news)
    assert "Rak sedang ditata" not in below(known.banners)
