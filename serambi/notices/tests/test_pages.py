"""The pages: my inbox and my choices; the log, tomorrow, what waits to be decided, the channels and the rhythm."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.notices.models import ContactState, Delivery, Notice, Preference, PushSubscription, Rhythm
from serambi.notices.queries import awaiting, unread_of
from serambi.notices.tests.far_ends import Browser
from serambi.notices.tests.telling import end_of, lend, member, noon, run_day


@pytest.fixture
def sari(world):
    return member(world, "Sari Lestari", user=world.sari, email="sari@example.id")


@pytest.fixture
def told(world, sari):
    """Sari was told that a loan is due soon."""
    lend(world, sari, due=end_of(2))
    run_day(noon())
    return Notice.objects.get()


def text(response) -> str:
    return response.content.decode()


def test_i_read_what_the_library_told_me(as_role, world, told):
    client = as_role("patron")
    assert unread_of(world.sari) == 1
    page = text(client.get("/akun/kabar/"))
    assert "Laskar Pelangi" in page
    assert "1 buku segera jatuh tempo" in page
    client.post("/akun/kabar/dibaca/")
    assert unread_of(world.sari) == 0


def test_nobody_reads_the_messages_of_others(sign_in, client, world, told):
    member(world, "Budi Santoso", user=world.budi)
    assert "Laskar" not in text(sign_in(client, world.budi).get("/akun/kabar/"))


def test_an_account_without_a_membership_is_told_so(as_role):
    client = as_role("cataloguer")
    assert "Belum menjadi anggota" in text(client.get("/akun/kabar/"))
    assert client.get("/akun/kabar/pengaturan/").status_code == 302
    assert client.post("/akun/kabar/pengaturan/bahasa/", {"language": "en"}).status_code == 404


def test_my_own_page_names_the_number_of_new_messages(as_role, told):
    assert "1 baru" in text(as_role("patron").get("/akun/"))


def test_i_choose_topics_and_channels(as_role, sari):
    client = as_role("patron")
    ticked = ["overdue:email", "hold_ready:push", "overdue:inbox", "nonsense", "\x00:email"]
    assert client.post("/akun/kabar/pengaturan/", {"want": ticked}).status_code == 302
    chosen = {row.topic: (row.email, row.push, row.whatsapp) for row in Preference.objects.filter(patron=sari)}
    assert chosen["overdue"] == (True, False, False)
    assert chosen["hold_ready"] == (False, True, False)
    assert chosen["due_soon"] == (False, False, False)
    page = text(client.get("/akun/kabar/pengaturan/"))
    assert 'value="overdue:email" checked' in page
    assert 'value="due_soon:email" checked' not in page


def test_i_choose_the_language(as_role, sari):
    client = as_role("patron")
    client.post("/akun/kabar/pengaturan/bahasa/", {"language": "en"})
    sari.refresh_from_db()
    assert sari.language == "en"
    assert client.post("/akun/kabar/pengaturan/bahasa/", {"language": "xx"}).status_code == 404


def test_i_connect_and_remove_a_device_and_not_somebody_elses(as_role, world, sari):
    client, browser = as_role("patron"), Browser()
    told = {"endpoint": "https://push.example/1", "p256dh": browser.p256dh, "auth": browser.auth, "device": "Chrome"}
    client.post("/akun/kabar/pengaturan/perangkat/", told)
    mine = PushSubscription.objects.get(patron=sari)
    other = PushSubscription.objects.create(
        patron=member(world, "Budi", user=world.budi), endpoint="https://push.example/2", p256dh="x", auth="y"
    )
    assert client.post(f"/akun/kabar/pengaturan/perangkat/{other.pk}/lepas/").status_code == 404
    client.post(f"/akun/kabar/pengaturan/perangkat/{mine.pk}/lepas/")
    assert list(PushSubscription.objects.all()) == [other]


def test_a_bad_address_is_seen_until_it_is_said_to_be_right(as_role, sari):
    ContactState.objects.create(channel="email", address="sari@example.id", bad_since=now(), patron=sari)
    client = as_role("patron")
    assert "sari@example.id" in text(client.get("/akun/kabar/"))
    client.post("/akun/kabar/pengaturan/alamat-benar/")
    assert ContactState.objects.get().bad_since is None
    assert "tidak dapat terkirim" not in text(client.get("/akun/kabar/"))


def test_the_log_is_filtered(as_role, world, told):
    lend(world, member(world, "Budi"), due=end_of(-7))
    run_day(noon(0) + timedelta(days=0))
    client = as_role("desk")
    assert "Sari Lestari" in text(client.get("/staff/notices/"))
    for asked, there in (
        ("state=sent", True), ("state=dropped", False), ("topic=due_soon", True), ("topic=overdue", False),
        ("channel=email", True), ("channel=push", False), ("branch=pusat", True), ("branch=timur", False),
        ("state=%00&topic=x&branch=%ff", True),
    ):  # fmt: skip
        assert ("Sari Lestari" in text(client.get(f"/staff/notices/?{asked}"))) is there, asked


def test_one_notice_says_what_became_of_it(as_role, told):
    page = text(as_role("desk").get(f"/staff/notices/notice/{told.pk}/"))
    assert "Surel" in page
    assert "Laskar Pelangi" in page
    Notice.objects.update(state="dropped", dropped_why="returned")
    assert "Sudah dikembalikan" in text(as_role("desk").get(f"/staff/notices/notice/{told.pk}/"))


def test_tomorrow_is_seen_today_in_both_languages(as_role, world, sari):
    lend(world, sari, due=end_of(3))
    page = text(as_role("head").get("/staff/notices/tomorrow/"))
    assert "1 buku segera jatuh tempo" in page
    assert "A book is due soon" in page
    assert not Notice.objects.exists()


def test_the_desk_decides_what_is_unknown(as_role, world, told):
    Delivery.objects.filter(channel="email").update(state="unknown")
    unknown = Delivery.objects.get(channel="email")
    client = as_role("desk")
    assert awaiting(world.wati)[0].count == 1
    assert "Sari Lestari" in text(client.get("/staff/notices/unknown/"))
    client.post(f"/staff/notices/unknown/{unknown.pk}/", {"verdict": "sent"})
    unknown.refresh_from_db()
    assert (unknown.state, unknown.decided_by) == ("sent", world.wati)


def test_the_desk_sends_by_hand(as_role, world):
    budi = member(world, "Budi Santoso", phone="+6281234567890")
    lend(world, budi, due=end_of(2))
    run_day(noon())
    client, row = as_role("desk"), Delivery.objects.get()
    assert "https://wa.me/6281234567890?text=" in text(client.get("/staff/notices/by-hand/"))
    client.post(f"/staff/notices/by-hand/{row.pk}/", {"verdict": "sent"})
    assert Notice.objects.get().state == "sent"
    assert "wa.me" not in text(client.get("/staff/notices/by-hand/"))


def test_the_channels_say_whether_they_work(as_role, told):
    page = text(as_role("it").get("/staff/notices/channels/"))
    assert "serambi_hold_ready_v1" in page
    assert "belum, kirim sendiri" in page


RIGHT = {"opens": "09:00", "closes": "18:00", "days_before": "3", "ladder": "2, 9", "card_days": "14"}


def test_the_head_changes_when_the_library_writes(as_role, db):
    client = as_role("head")
    assert client.post("/staff/notices/rhythm/", RIGHT).status_code == 302
    assert (Rhythm.objects.get().steps, Rhythm.objects.get().days_before) == ((2, 9), 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes": "08:00"}, {"ladder": "0"}, {"ladder": "1,1"}, {"ladder": "x"}, {"ladder": "1,2,3,4,5,6"},
        {"ladder": "9999"}, {"days_before": "99"}, {"card_days": "0"}, {"opens": "\x00"}, {"days_before": "9" * 400},
    ],
)  # fmt: skip
def test_a_rhythm_that_makes_no_sense_is_refused(as_role, db, wrong):
    assert as_role("head").post("/staff/notices/rhythm/", RIGHT | wrong).status_code == 422
    assert not Rhythm.objects.exists()


def test_the_desk_does_not_change_it(as_role, db):
    assert as_role("desk").post("/staff/notices/rhythm/", RIGHT).status_code == 403
