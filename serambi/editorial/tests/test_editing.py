"""An editor's day through the forms of the editor: draft, submit, approve by somebody else, schedule, expire."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import now
from wagtail.models import Page

from serambi.editorial.approving import awaiting
from serambi.editorial.models import NewsPage
from serambi.editorial.policy import may_publish
from serambi.editorial.queries import latest_news
from serambi.editorial.tasks import publish_due
from serambi.editorial.tests.written import a_page, places


@pytest.fixture
def known(people):
    for name, value in vars(places()).items():
        setattr(people, name, value)
    return people


def form(title="Perpustakaan buka malam", **more):
    """What the form of a piece of news sends: one block of words in both languages."""
    return {
        "title": title, "title_en": "Open at night", "summary": "Ringkasan.", "summary_en": "Summary.",
        "slug": slugify(title),
        "day": now().date().isoformat(), "by": "Redaksi", "picture": "", "body-count": "1", "body-0-deleted": "",
        "body-0-order": "0", "body-0-type": "words", "body-0-id": "",
        "body-0-value-text": '{"blocks":[{"key":"a","text":"Mulai pekan ini.","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
        "body-0-value-text_en": '{"blocks":[{"key":"a","text":"From this week.","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
        "go_live_at": "", "expire_at": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
    } | more  # fmt: skip


def write(client, known, **more) -> NewsPage:
    url = reverse("wagtailadmin_pages:add", args=["editorial", "newspage", known.news.pk])
    answer = client.post(url, form(**more))
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content[:500]
    return NewsPage.objects.order_by("-pk").first()


def approve(client, page):
    state = page.current_workflow_task_state
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )


def test_a_writer_submits_and_a_publisher_approves(known, sign_in, client):
    sign_in(client, known.rina)
    page = write(client, known, **{"action-submit": "1"})
    assert not page.live
    assert page.slug == "perpustakaan-buka-malam"
    assert client.get("/kabar/perpustakaan-buka-malam/").status_code == 404
    assert [line.count for line in awaiting(known.dian)] == [1]
    assert not awaiting(known.rina)
    sign_in(client, known.dian)
    assert b"Perpustakaan buka malam" in client.get("/staff/").content
    approve(client, page)
    assert client.get("/kabar/perpustakaan-buka-malam/").status_code == 200
    assert "From this week." in client.get("/en/kabar/perpustakaan-buka-malam/").content.decode()
    assert not awaiting(known.dian)


def test_a_writer_cannot_publish_by_any_address(known, sign_in, client):
    sign_in(client, known.rina)
    page = write(client, known, **{"action-publish": "1"})
    assert not page.live
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**{"action-publish": "1", "slug": page.slug}))
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}", {})
    assert not Page.objects.get(pk=page.pk).live


def test_nobody_approves_or_publishes_what_only_they_wrote(known, sign_in, client):
    sign_in(client, known.dian)
    page = write(client, known, **{"action-submit": "1"})
    assert not awaiting(known.dian)
    approve(client, page)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**{"action-publish": "1", "slug": page.slug}))
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}", {})
    assert not Page.objects.get(pk=page.pk).live
    writer_and_publisher = known.joko
    assert not page.permissions_for_user(writer_and_publisher).can_publish()


def test_a_change_of_a_published_page_needs_the_second_person_again(known, sign_in, client):
    page = a_page(known.news, "news", "Kabar lama")
    sign_in(client, known.dian)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form(title="Kabar diubah sendiri", slug=page.slug, **{"action-publish": "1"}))
    assert NewsPage.objects.get(pk=page.pk).title == "Kabar lama"
    sign_in(client, known.rina)
    client.post(edit, form(title="Kabar baru", slug=page.slug))
    sign_in(client, known.dian)
    client.post(edit, form(title="Kabar baru", slug=page.slug, **{"action-publish": "1"}))
    assert NewsPage.objects.get(pk=page.pk).title == "Kabar baru"


@pytest.mark.parametrize(
    ("authors", "right"), [([], False), ([1], False), ([2], True), ([1, 2], True), ([None], False), ([None, 2], True)]
)
def test_two_people_have_seen_what_is_published(authors, right):
    assert may_publish(1, authors) is right


def test_what_is_approved_for_later_appears_and_ends_by_itself(known, sign_in, client):
    sign_in(client, known.rina)
    soon, later = now() + timedelta(hours=1), now() + timedelta(hours=2)
    page = write(client, known, **{"action-submit": "1"})
    NewsPage.objects.filter(pk=page.pk).update(go_live_at=soon)
    page.refresh_from_db()
    page.go_live_at, page.expire_at = soon, later
    page.save_revision(user=known.rina)
    sign_in(client, known.dian)
    approve(client, NewsPage.objects.get(pk=page.pk))
    page = NewsPage.objects.get(pk=page.pk)
    assert not page.live
    assert page.approved_schedule
    come = now() - timedelta(minutes=1)
    version = page.revisions.get(approved_go_live_at__isnull=False)
    version.approved_go_live_at, version.content["go_live_at"] = come, come.isoformat()
    version.save()
    publish_due.call()
    assert NewsPage.objects.get(pk=page.pk).live
    NewsPage.objects.filter(pk=page.pk).update(expire_at=now() - timedelta(minutes=1))
    publish_due.call()
    assert not NewsPage.objects.get(pk=page.pk).live
    assert not latest_news(3)


def test_a_post_that_ends_ends_the_right_to_write(known, sign_in, client):
    sign_in(client, known.rina)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert known.rina.groups.count() == 1
    known.rina.staff_posts.update(ended_on=now().date())
    assert client.get(reverse("wagtailadmin_home")).status_code == 403
    known.rina.staff_posts.update(ended_on=None, role="publisher")
    client.get(reverse("wagtailadmin_home"))
    assert known.rina.groups.get().name == "Redaktur"


def test_nobody_is_a_superuser(known):
    from django.db import IntegrityError, transaction

    known.ratih.is_superuser = True
    with pytest.raises(IntegrityError), transaction.atomic():
        known.ratih.save()


def test_a_moved_page_is_found_at_its_old_address_in_both_languages(known, client, django_capture_on_commit_callbacks):
    page = a_page(known.news, "news", "Alamat lama")
    page.slug = "alamat-baru"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert client.get("/kabar/alamat-lama/")["Location"] == "/kabar/alamat-baru/"
    assert client.get("/en/kabar/alamat-lama/")["Location"] == "/en/kabar/alamat-baru/"


def test_an_address_in_a_button_leads_nowhere_dangerous():
    from serambi.editorial.blocks import ButtonBlock

    block = ButtonBlock()
    for wrong in ("javascript:alert(1)", " JavaScript:x", "data:text/html,x", "halaman", ""):
        with pytest.raises(ValidationError):
            block.clean(block.to_python({"label": "x", "address": wrong}))
    for right in ("/temukan/?q=tenun", "https://perpusnas.go.id", "mailto:a@b.id", "tel:+62451"):
        block.clean(block.to_python({"label": "x", "address": right}))


def test_a_picture_must_be_described_or_decorative(known, sign_in, client):
    from serambi.editorial.models import Picture
    from serambi.editorial.tests.written import drawn

    sign_in(client, known.rina)
    url = reverse("wagtailimages:add")

    def send(**more):
        file = SimpleUploadedFile("foto.jpg", drawn(), "image/jpeg")
        return client.post(url, {"title": "Foto", "file": file, "alt": "", **more})

    assert send().status_code == 200
    assert not Picture.objects.exists()
    assert send(alt="Anak membaca").status_code == 302
    assert send(decorative="on").status_code == 302
    assert Picture.objects.count() == 2
