"""93/94, 99/98, 96/97: signing in, checksums, resending, and what strangers hear."""

import pytest

from serambi.circulation.models import Loan
from serambi.circulation.tests.lending import a_copy, a_member
from serambi.modules.switches import forget, set_switch
from serambi.sip2.conversation import STRIKES, Conversation
from serambi.sip2.models import MachineAct, MachineDay
from serambi.sip2.terminals import new_password
from serambi.sip2.tests.machines import NEVER, NOW, PASSWORD, PIN, Line, a_terminal, checked, with_pin


@pytest.fixture
def terminal(world):
    return a_terminal(world)


def login(name="pintu", password=PASSWORD, address="127.0.0.1"):
    conversation = Conversation(address)
    return conversation, conversation.answer(f"9300CN{name}|CO{password}|CPpusat|".encode())


def test_a_machine_signs_in_and_is_seen(terminal):
    conversation, answer = login()
    terminal.refresh_from_db()
    assert answer == b"941\r"
    assert not conversation.ending
    assert (terminal.last_address, MachineDay.objects.get().kind) == ("127.0.0.1", "login")
    assert login(name="PINTU")[1] == b"941\r"


@pytest.mark.parametrize(
    ("name", "password"),
    [("pintu", "x"), ("pintu", ""), ("", ""), ("lain", PASSWORD), ("x" * 5000, "x"), ("\ud7ff", "")],
)
def test_a_wrong_login_is_no_and_the_end(terminal, name, password):
    conversation, answer = login(name, password)
    assert answer == b"940\r"
    assert conversation.ending


def test_a_login_that_is_encrypted_in_an_unknown_way_is_no(terminal):
    assert Conversation().answer(f"9310CNpintu|CO{PASSWORD}|".encode()) == b"940\r"


def test_too_many_wrong_logins_lock_the_right_one_out(terminal):
    for _again in range(10):
        assert login(password="x")[1] == b"940\r"
    assert login()[1] == b"940\r"
    assert MachineAct.objects.filter(kind="no_login").count() == 10


def test_a_terminal_out_of_use_or_from_elsewhere_stays_outside(terminal):
    terminal.addresses = "10.0.0.0/24 192.168.1.7"
    terminal.save()
    assert login()[1] == b"940\r"
    assert login(address="10.0.0.9")[1] == b"941\r"
    assert login(address="::ffff:192.168.1.7")[1] == b"941\r"
    terminal.is_active = False
    terminal.save()
    assert login(address="10.0.0.9")[1] == b"940\r"


@pytest.mark.parametrize("code", ["11NN", "23000", "63000", "09N", "17", "37", "01Y"])
def test_strangers_are_answered_nothing(terminal, code):
    conversation = Conversation()
    assert conversation.answer((code + NOW * 3 + " " * 20).encode()) == b""
    assert conversation.ending


def test_a_stranger_hears_only_how_to_enter(terminal):
    answer = Conversation().answer(b"9900802.00").decode()
    assert answer.startswith("98YNNNNN")
    assert "BXNNNNYYYNNNNNNNNN|" in answer
    assert terminal.name not in answer


def test_the_status_is_true_to_what_the_terminal_may_do(world):
    line = Line(a_terminal(world, may_hold=False, may_pay=False, may_block=False))
    answer = line.say("9900802.00")
    assert answer.text[:14] == "98YYYYNY100003"
    assert answer.text[32:36] == "2.00"
    assert (answer["AO"], answer["BX"], answer["AN"]) == ("pusat", "YYYNYYYYYNYNNNYY", "Mesin pintu")
    everything = Line(a_terminal(world, name="b", login="semua"))
    assert everything.say("9900802.00")["BX"] == "YYYYYYYYYYYNYYYY"


def test_checksums_are_answered_with_checksums(terminal):
    line = Line(terminal)
    answer = line.raw(checked("9900802.00", 3))
    assert answer[-10:-5].startswith(b"AY3AZ"[0:5]) or b"AY3AZ" in answer
    assert checked(answer[:-10].decode(), 3) + b"\r" == answer
    assert b"AZ" not in line.raw(b"9900802.00")


def test_a_wrong_checksum_is_asked_for_again(terminal):
    line = Line(terminal)
    assert line.raw(b"9900802.00AY1AZ0000") == b"96AZFEF6\r"
    assert line.raw(checked("9900802.00", 1)).startswith(b"98")


def test_a_terminal_that_must_check_is_not_heard_without(world):
    line = Line(a_terminal(world, checksum_required=True))
    assert line.raw(b"9900802.00") == b"96AZFEF6\r"
    assert line.raw(checked("9900802.00", 1)).startswith(b"98")


def test_the_last_answer_is_sent_again_byte_for_byte(terminal):
    line = Line(terminal)
    first = line.raw(checked("9900802.00", 4))
    assert line.raw(b"garbage") == b"96AZFEF6\r"
    assert line.raw(b"97AZFEF5") == first
    assert line.raw(b"97") == first


def test_a_resend_before_anything_was_said_is_answered(terminal):
    assert Conversation().answer(b"97AZFEF5") == b"96AZFEF6\r"


def test_a_message_repeated_with_its_number_is_not_done_twice(world, terminal):
    sari, copy = with_pin(a_member(world)), a_copy(world.bumi_manusia, world.pusat)
    line = Line(terminal)
    text = f"11NN{NOW}{NEVER}AOpusat|AA{sari.card_number}|AB{copy.barcode}|AC|AD{PIN}|"
    first = line.raw(checked(text, 5))
    assert first.startswith(b"121")
    assert line.raw(checked(text, 5)) == first
    assert Loan.objects.count() == 1
    assert MachineAct.objects.filter(kind="checkout").count() == 1


def test_garbage_is_asked_for_again_until_it_is_too_much(terminal):
    line = Line(terminal)
    for _again in range(STRIKES - 1):
        assert line.raw(b"\xff\x00nonsense|||") == b"96AZFEF6\r"
    assert line.raw(b"x") == b""
    assert line.conversation.ending
    assert MachineDay.objects.get(kind="garbled").count == STRIKES


def test_a_new_password_or_a_switch_ends_the_conversation(world, terminal):
    line = Line(terminal)
    new_password(terminal, by=world.ratih)
    assert line.raw(b"9900802.00") == b""
    assert line.conversation.ending
    terminal.refresh_from_db()
    set_switch("sip2", False)
    forget()
    assert Conversation().answer(b"9900802.00") == b""


def test_what_a_terminal_may_do_is_asked_anew_with_each_message(world, terminal):
    line = Line(terminal)
    terminal.may_checkin = False
    terminal.save()
    assert line.checkin(a_copy(world.bumi_manusia, world.pusat)).text.startswith("100N")
