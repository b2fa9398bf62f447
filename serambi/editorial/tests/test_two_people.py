"""Every road on which somebody could publish their own words without a second person, and the places that must stay."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult
from wagtail.documents.models import Document
from wagtail.models import Page, ReferenceIndex

from serambi.accounts.posts import appoint, end_post
from serambi.accounts.roles import Role
from serambi.editorial.models import CampaignIndex, NewsIndex, NewsPage
from serambi.editorial.tests.test_editing import approve, form, known, write  # noqa: F401
from serambi.editorial.tests.written import a_page, a_picture, drawn
from serambi.journal.tasks import deliver

OWN = "Tulisan Dian"


def edit(client, page, **more):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**({"slug": page.slug} | more)))


def by_rina(known, **fields) -> NewsPage:  # noqa: F811
    """A published page that Rina wrote."""
    page = a_page(known.news, "news", "Kabar Rina", **fields)
    page.revisions.update(user=known.rina)
    return page


def rebuild_references() -> None:
    """What the worker does after each saving."""
    for page in Page.objects.specific():
        ReferenceIndex.create_or_update_for_object(page)


def shown(words: str) -> bool:
    return Page.objects.live().filter(title=words).exists()


def test_a_change_of_what_somebody_else_published_is_still_ones_own(known, sign_in, client):  # noqa: F811
    page = by_rina(known)
    sign_in(client, known.dian)
    for _step in range(2):
        edit(client, page, title=OWN, **{"action-publish": "1"})
        edit(client, page, title=OWN)
    assert not shown(OWN)


def test_making_and_publishing_in_one_step_only_makes_a_draft(known, sign_in, client):  # noqa: F811
    sign_in(client, known.dian)
    page = write(client, known, title=OWN, **{"action-publish": "1"})
    for url in (
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id=all&childOf={known.news.pk}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={known.news.pk}",
    ):
        client.post(url, {"include_descendants": "on"})
    edit(client, page, title=OWN, go_live_at="2030-01-01 08:00", **{"action-publish": "1"})
    assert not shown(OWN)
    assert not NewsPage.objects.get(pk=page.pk).approved_schedule


def test_a_copy_brings_no_second_person_along(known, sign_in, client):  # noqa: F811
    page = by_rina(known)
    sign_in(client, known.dian)
    copy = {"new_title": OWN, "new_slug": "salinan", "new_parent_page": known.news.pk}
    for more in ({"publish_copies": "on"}, {"alias": "on"}):
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy | more)
    for act in ("copy", "create_alias"):
        client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, act]), {"title": OWN, "slug": f"api-{act}"})
    assert NewsPage.objects.count() == 1
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy)
    copied = NewsPage.objects.get(slug="salinan")
    assert copied.revisions.filter(user=known.rina).exists()
    edit(client, copied, title=OWN)
    edit(client, copied, title=OWN, **{"action-publish": "1"})
    assert not shown(OWN)
    sign_in(client, known.rina)
    edit(client, copied, title=OWN)
    sign_in(client, known.dian)
    edit(client, copied, title=OWN, **{"action-publish": "1"})
    assert shown(OWN)


def test_an_old_version_comes_back_with_a_second_person_only(known, sign_in, client):  # noqa: F811
    page = by_rina(known)
    first = page.get_latest_revision()
    sign_in(client, known.dian)
    client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "revert_to_page_revision"]),
                {"revision_id": first.pk})  # fmt: skip
    edit(client, page, title=OWN, revision=first.pk, **{"action-publish": "1"})
    assert not shown(OWN)


def test_what_was_approved_for_later_is_not_changed_by_one_person(known, sign_in, client):  # noqa: F811
    sign_in(client, known.rina)
    page = write(client, known, title="Nanti", **{"action-submit": "1"})
    page.go_live_at = now() + timedelta(hours=3)
    page.save_revision(user=known.rina)
    sign_in(client, known.dian)
    approve(client, NewsPage.objects.get(pk=page.pk))
    assert NewsPage.objects.get(pk=page.pk).approved_schedule
    edit(client, page, title=OWN)
    edit(client, page, title=OWN, **{"action-publish": "1"})
    assert not shown(OWN)
    held_back = page.permissions_for_user(known.dian)
    assert held_back.can_unschedule()
    assert not held_back.can_publish()


def test_a_draft_from_before_the_publication_can_still_be_approved(known, sign_in, client):  # noqa: F811
    """Approved for ten o'clock, written on at nine: the second draft is newer than what visitors see."""
    page = by_rina(known)
    waiting = page.save_revision(user=known.rina)
    NewsPage.objects.filter(pk=page.pk).update(last_published_at=waiting.created_at + timedelta(minutes=5))
    assert not NewsPage.objects.get(pk=page.pk).permissions_for_user(known.dian).can_publish()  # not a publisher yet
    sign_in(client, known.dian)
    client.get(reverse("wagtailadmin_home"))
    people = type(known.dian).objects
    assert NewsPage.objects.get(pk=page.pk).permissions_for_user(people.get(pk=known.dian.pk)).can_publish()


@pytest.mark.parametrize("kind", ["picture", "document"])
def test_the_file_behind_a_published_page_is_not_exchanged(known, sign_in, client, kind):  # noqa: F811
    sign_in(client, known.rina)
    if kind == "picture":
        thing = a_picture("Anak membaca")
        page = by_rina(known, picture=thing)
        url, sent = reverse("wagtailimages:edit", args=[thing.pk]), {"title": "x", "alt": "Lain"}
        new = SimpleUploadedFile("b.jpg", drawn(700, 500), "image/jpeg")
    else:
        thing = Document.objects.create(title="Tata tertib", file=SimpleUploadedFile("a.pdf", b"%PDF-1.4 a"))
        page = by_rina(known, body=[("document", {"document": thing, "label": "Tata tertib"})])
        url, sent = reverse("wagtaildocs:edit", args=[thing.pk]), {"title": "x"}
        new = SimpleUploadedFile("b.pdf", b"%PDF-1.4 b")
    rebuild_references()
    before = thing.file.name
    answer = client.post(url, sent | {"file": new})
    assert "halaman yang sudah terbit" in answer.content.decode()
    assert type(thing).objects.get(pk=thing.pk).file.name == before
    assert client.post(url, sent).status_code == 302
    page.unpublish()
    rebuild_references()
    new.seek(0)
    assert client.post(url, sent | {"file": new}).status_code == 302


def test_places_stay_at_their_addresses(known, sign_in, client):  # noqa: F811
    sign_in(client, known.dian)
    client.get(reverse("wagtailadmin_home"))
    for name in ("home", "news", "info", "questions", "campaigns", "banners"):
        page = getattr(known, name)
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"include_descendants": "on"})
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]),
                    {"new_title": "x", "new_slug": "x", "new_parent_page": known.home.pk})  # fmt: skip
        for act in ("delete", "unpublish"):
            client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, act]))
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{url}?id={page.pk}")
        assert type(page).objects.get().live
    client.post(reverse("wagtailadmin_pages:edit", args=[known.news.pk]), form(title="Berita", slug="berita"))
    assert NewsIndex.objects.get().get_latest_revision_as_object().slug == "kabar"
    assert CampaignIndex.objects.get().get_parent().pk == known.home.pk


def test_a_publisher_puts_pages_in_order(known, sign_in, client):  # noqa: F811
    first, second = (a_page(known.info, "info", title) for title in ("Satu", "Dua"))
    sign_in(client, known.dian)
    url = reverse("wagtailadmin_pages:set_page_position", args=[second.pk])
    assert client.post(f"{url}?position=0").status_code == 200
    text = client.get("/halaman/").content.decode()
    assert text.index("Dua") < text.index("Satu")
    assert first.live


def test_whoever_is_no_publisher_any_more_hears_no_more_of_what_waits(known):  # noqa: F811
    def delivered() -> set[str]:
        for row in DBTaskResult.objects.filter(task_path=deliver.module_path):
            deliver.call(*row.args_kwargs["args"])
        return set(known.wati.groups.values_list("name", flat=True))

    post = appoint(known.wati, role=Role.PUBLISHER, by=None)
    assert delivered() == {"Redaktur"}
    end_post(post, by=None)
    assert delivered() == set()
