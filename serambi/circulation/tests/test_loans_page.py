"""My loans: late first, what cannot be renewed says so before anybody presses, children's loans, nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from lxml import html

from serambi.circulation.models import Charge, Loan, Payment
from serambi.circulation.renewable import against_renewing
from serambi.circulation.renewal import renew
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
MINE = "/akun/pinjaman/"


@pytest.fixture
def sari(world):
    return world.sari.patron


@pytest.fixture
def me(world, sign_in):
    return sign_in(Client(), world.sari)


def earlier(item, patron, days=2, **values):
    """A loan made some days ago, due in `days`."""
    return lend(item, patron, now() + timedelta(days=days), since=now() - timedelta(days=20), **values)


def page(answer):
    return html.fromstring(answer.content)


def titles(answer):
    return [" ".join(each.text_content().split()) for each in page(answer).xpath("//ul[@class='due']//h2")]


def test_late_ones_come_first_and_say_by_how_much(world, me, sari):
    earlier(world.bumi_manusia.items.first(), sari, 3)
    earlier(world.laskar_pelangi.items.first(), sari, -2)
    answer = me.get(MINE)
    assert titles(answer)[0] == world.laskar_pelangi.title
    assert "2" in page(answer).xpath("string(//p[contains(@class, 'state--bad')])")


def test_a_click_renews_and_the_page_says_until_when(world, me, sari):
    loan = earlier(world.bumi_manusia.items.first(), sari)
    answer = me.post(reverse("circulation:loans-renew", args=[loan.pk]), follow=True)
    loan.refresh_from_db()
    assert loan.renewals == 1
    assert world.bumi_manusia.title in page(answer).xpath("string(//*[@role='status'])")


def test_why_not_stands_there_before_anybody_presses(world, me, sari):
    loan = earlier(world.bumi_manusia.items.first(), sari, renewals=1)
    found = page(me.get(MINE))
    assert not found.xpath(f"//form[contains(@action, '/{loan.pk}/')]")
    assert found.xpath("//ul[@class='due']//div[contains(@class, 'note--info')]")


def test_renewing_all_says_of_each_why_not(world, me, sari):
    good = earlier(world.bumi_manusia.items.first(), sari)
    bad = earlier(world.laskar_pelangi.items.first(), sari, renewals=9)
    answer = me.post(reverse("circulation:loans-renew-all"), follow=True)
    good.refresh_from_db(), bad.refresh_from_db()
    assert (good.renewals, bad.renewals) == (1, 9)
    assert world.laskar_pelangi.title in page(answer).xpath("string(//*[@role='status'])")


def test_nobody_renews_the_loans_of_others(world, me):
    loan = earlier(world.bumi_manusia.items.first(), world.budi.patron)
    assert me.post(reverse("circulation:loans-renew", args=[loan.pk])).status_code == 404
    assert titles(me.get(MINE)) == []


def test_a_mother_sees_and_renews_what_her_child_has_unless_it_does_not_want_that(world, sign_in):
    dimas, dewi = world.dimas.patron, sign_in(Client(), world.dewi)
    loan = earlier(world.kancil.items.first(), dimas)
    answer = dewi.get(MINE)
    assert titles(answer) == [world.kancil.title]
    assert "Dimas" in answer.content.decode()
    dewi.post(reverse("circulation:loans-renew", args=[loan.pk]))
    loan.refresh_from_db()
    assert loan.renewals == 1
    dimas.guardians.update(sees_loans=False)
    assert titles(dewi.get(MINE)) == []
    assert dewi.post(reverse("circulation:loans-renew", args=[loan.pk])).status_code == 404


def test_charges_and_how_they_were_settled_are_told(world, me, sari):
    Charge.objects.create(patron=sari, kind="damage", amount=12500, branch=world.pusat)
    paid = Charge.objects.create(
        patron=sari, kind="overdue", amount=3000, settled=3000, closed_at=now(), branch=world.pusat
    )
    Payment.objects.create(charge=paid, how="cash", amount=3000)
    shown = me.get(MINE).content.decode()
    assert "Rp12.500" in shown
    assert "Rp3.000" in shown


def test_what_was_read_is_shown_only_to_who_wants_it_kept(world, me, sari):
    loan = earlier(world.bumi_manusia.items.first(), sari)
    Loan.objects.filter(pk=loan.pk).update(returned_at=now(), returned_to=world.pusat)
    assert world.bumi_manusia.title not in me.get(MINE + "riwayat/").content.decode()
    sari.keeps_history = True
    sari.save()
    assert world.bumi_manusia.title in me.get(MINE + "riwayat/").content.decode()


def test_an_account_without_a_card_is_invited_and_renews_nothing(world, sign_in):
    ratih = sign_in(Client(), world.ratih)
    assert ratih.get(MINE).status_code == 200
    assert ratih.post(MINE + "perpanjang/").status_code == 404
    assert ratih.get(MINE + "riwayat/").status_code == 302


def asked(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def lend_many(world, patron, number):
    for extra in range(number):
        record = world.records[extra % 6]
        copy = a_copy(record, (world.pusat, world.timur)[extra % 2])
        earlier(copy, patron, days=extra - 2, branch=(world.timur, world.pusat)[extra % 2])
        other = a_member(world, f"Antre {extra}")
        if extra < 6:
            a_hold(other, record, world.pusat)
        Charge.objects.create(patron=patron, kind="other", amount=1000, branch=world.pusat)


def test_the_page_asks_as_often_for_many_loans_as_for_few(world, me, sari):
    lend_many(world, sari, 3)
    me.get(MINE)
    few = asked(me, MINE)
    lend_many(world, sari, 9)
    assert asked(me, MINE) == few


def test_the_desk_asks_as_often_for_twelve_loans_as_for_three(world, sari, sign_in):
    wati, address = sign_in(Client(), world.wati), f"/staff/desk/?member={sari.pk}"
    lend_many(world, sari, 3)
    wati.get(address)
    few = asked(wati, address)
    lend_many(world, sari, 9)
    assert asked(wati, address) == few
    assert few <= 30


def test_what_the_page_foresees_is_what_the_act_says(world, sari):
    """Cases 22 to 32: the reasons gathered for many loans are those the act gives for each."""
    a_rule("renewals", 2)
    a_rule("overdue_renewal", "block", branch=world.timur)
    a_rule("charges_block", 4000)
    lend_many(world, sari, 12)
    a_hold(a_member(world, "Lain"), world.records[0], world.pusat, item=Loan.objects.order_by("pk")[0].item)
    for pk, values in zip(
        Loan.objects.order_by("pk").values_list("pk", flat=True),
        [{}, {"renewals": 2}, {"claimed_at": now()}, {"lost_at": now()}, {"in_house": True}, {"recalled_at": now()}],
        strict=False,
    ):
        Loan.objects.filter(pk=pk).update(**values) if values else None
    loans = list(Loan.objects.select_related("item__record", "branch", "patron__category"))
    foreseen = against_renewing(loans)
    kinds = set()
    for loan in loans:
        try:
            renew(Loan.objects.get(pk=loan.pk), by=world.sari)
            said = set()
        except Refused as no:
            said = {each.code for each in no.refusals}
        assert {each.code for each in foreseen[loan.pk]} == said, loan
        kinds |= said
    assert {"no_renewals_left", "claimed", "lost_loan", "here_only", "recalled", "reserved_by_others"} <= kinds
