"""The pages about machines: who sees and changes what, the password shown once, a message tried, exceptions settled."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse
from django.utils.timezone import now

from serambi.circulation.models import Loan
from serambi.circulation.tests.lending import a_copy, a_member
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.sip2.log import KEPT_DAYS, note, sweep
from serambi.sip2.models import MachineAct, MachineDay, NoBlockException, Terminal
from serambi.sip2.settling import settle
from serambi.sip2.talk import Talk
from serambi.sip2.tests.machines import NEVER, NOW, PIN, Line, a_terminal, with_pin

FORM = {
    "name": "Mesin  pintu", "login": "Pintu-1", "is_active": "on", "may_checkout": "on", "pin_required": "on",
    "checksum_required": "on", "encoding": "cp850", "width": "40", "hidden_fields": "be, bf",
    "addresses": "10.0.0.0/24,10.1.0.7",
}  # fmt: skip


@pytest.fixture
def terminal(world):
    return a_terminal(world)


def exception(terminal, **values):
    fields = {"kind": "checkout", "happened_at": now(), "card": "P1", "barcode": "B77", "codes": ["blocked"],
              "reasons": ["Kartu tertinggal"], "key": "k"}  # fmt: skip
    return NoBlockException.objects.create(terminal=terminal, **(fields | values))


def test_it_adds_a_machine_and_sees_its_password_once(as_role, world):
    client = as_role("it")
    answer = client.post(reverse("sip2-staff:add"), FORM | {"branch": world.pusat.pk})
    made = Terminal.objects.get()
    word = answer.context["word"]
    assert check_password(word, made.password)
    assert word in answer.text
    assert (made.name, made.login, made.hidden_fields, made.addresses) == (
        "Mesin pintu", "pintu-1", "BE,BF", "10.0.0.0/24 10.1.0.7",
    )  # fmt: skip
    assert word not in client.get(reverse("sip2-staff:terminal", args=[made.pk])).text
    assert Entry.objects.get(event="sip2.TerminalChanged").by == world.ratih


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"login": "pintu"}, "login"), ({"login": "a b"}, "login"), ({"name": "Mesin pintu"}, "name"),
     ({"addresses": "di sini"}, "addresses"), ({"hidden_fields": "B"}, "hidden_fields"), ({"width": "-1"}, "width"),
     ({"branch": "999999"}, "branch"), ({"encoding": "klingon"}, "encoding"), ({"name": "x" * 300}, "name")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(as_role, world, terminal, wrong, field):
    values = FORM | {"name": "Mesin lain", "branch": world.pusat.pk} | wrong
    answer = as_role("it").post(reverse("sip2-staff:add"), values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Terminal.objects.count() == 1


def test_a_machine_is_changed_and_what_it_wrote_itself_stays(as_role, world, terminal):
    Terminal.objects.update(last_address="10.0.0.9")
    values = FORM | {"name": "Mesin baru", "login": "pintu", "branch": world.timur.pk}
    assert as_role("head").post(reverse("sip2-staff:terminal", args=[terminal.pk]), values).status_code == 302
    before = terminal.password
    terminal.refresh_from_db()
    assert (terminal.branch, terminal.may_checkin, terminal.last_address) == (world.timur, False, "10.0.0.9")
    assert terminal.password == before


def test_a_new_password_replaces_the_old_one(as_role, terminal):
    answer = as_role("it").post(reverse("sip2-staff:password", args=[terminal.pk]))
    terminal.refresh_from_db()
    assert check_password(answer.context["word"], terminal.password)
    assert "no-store" in answer["Cache-Control"]


def test_the_desk_sees_machines_and_changes_none(as_role, terminal):
    client = as_role("desk")
    page = client.get(reverse("sip2-staff:terminal", args=[terminal.pk]))
    assert page.status_code == 200
    assert page.context["form"] is None
    assert client.post(reverse("sip2-staff:terminal", args=[terminal.pk]), FORM).status_code == 403
    assert client.post(reverse("sip2-staff:password", args=[terminal.pk])).status_code == 403
    assert client.get(reverse("sip2-staff:try", args=[terminal.pk])).status_code == 403
    assert as_role("cataloguer").get(reverse("sip2-staff:terminals")).status_code == 403


def test_the_list_shows_what_was_done_today(as_role, world, terminal):
    line = Line(terminal)
    line.checkout(a_copy(world.bumi_manusia, world.pusat), with_pin(a_member(world)))
    row = as_role("it").get(reverse("sip2-staff:terminals")).context["rows"][0]
    assert row.counts == [1, 0, 0, 0, 0]
    assert row.last_seen_at


def test_a_message_is_tried_without_a_trace(as_role, world, terminal):
    sari, copy = with_pin(a_member(world)), a_copy(world.bumi_manusia, world.pusat)
    terminal.checksum_required = True
    terminal.save()
    text = f"11NN{NOW}{NEVER}AOpusat|AA{sari.card_number}|AB{copy.barcode}|AC|AD{PIN}|"
    answer = as_role("it").post(reverse("sip2-staff:try", args=[terminal.pk]), {"message": text})
    assert answer.context["tried"].answer.startswith("121")
    assert not Loan.objects.exists()
    assert not MachineAct.objects.exists()
    assert not MachineDay.objects.exists()


@pytest.mark.parametrize("text", ["hello", "63", "98", "\x00\x01", "93🦉", "97"])
def test_nonsense_is_tried_and_named(as_role, terminal, text):
    answer = as_role("it").post(reverse("sip2-staff:try", args=[terminal.pk]), {"message": text})
    assert answer.status_code in (200, 422)


def test_an_exception_is_settled_once_with_a_note(as_role, world, terminal):
    row = exception(terminal)
    client = as_role("desk")
    assert "B77" in client.get(reverse("sip2-staff:exceptions")).text
    client.post(reverse("sip2-staff:settle", args=[row.pk]), {"note": " "})
    row.refresh_from_db()
    assert row.settled_at is None
    client.post(reverse("sip2-staff:settle", args=[row.pk]), {"note": "Sudah ditelepon\x00"})
    row.refresh_from_db()
    assert (row.note, row.settled_by) == ("Sudah ditelepon", world.wati)
    assert "B77" not in client.get(reverse("sip2-staff:exceptions")).text
    assert "Sudah ditelepon" in client.get(reverse("sip2-staff:exceptions"), {"show": "settled"}).text
    with pytest.raises(Refused, match="settled_already"):
        settle(row, note="Lagi", by=world.wati)


def test_another_branch_settles_nothing_here(as_role, terminal):
    row = exception(terminal)
    client = as_role("other_desk")
    assert "B77" not in client.get(reverse("sip2-staff:exceptions")).text
    assert client.post(reverse("sip2-staff:settle", args=[row.pk]), {"note": "x"}).status_code == 404


def test_the_start_page_of_the_staff_tells_what_waits(as_role, terminal):
    exception(terminal)
    assert reverse("sip2-staff:exceptions") in as_role("desk").get("/staff/").text


def test_the_log_is_forgotten_after_its_days(world, terminal):
    for _each in range(2):
        note(Talk("", terminal), "checkin", done=True)
    old = MachineAct.objects.first()
    MachineAct.objects.filter(pk=old.pk).update(at=old.at - timedelta(days=KEPT_DAYS + 1))
    assert sweep() == 1
    assert MachineAct.objects.count() == 1
    assert MachineDay.objects.get().count == 2
