"""09/10, 11/12, 17/18, 19/20, 29/30, 65/66: copies over the line, by the acts of lending."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.circulation.models import Loan
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.journal.models import Entry
from serambi.sip2.models import MachineAct, MachineDay
from serambi.sip2.tests.machines import NOW, PIN, Line, a_terminal, stamp, with_pin


@pytest.fixture
def sari(world):
    return with_pin(a_member(world))


@pytest.fixture
def budi(world):
    return with_pin(a_member(world, "Budi Santoso"))


@pytest.fixture
def line(world):
    return Line(a_terminal(world))


@pytest.fixture
def copy(world):
    return a_copy(world.bumi_manusia, world.pusat)


def test_a_copy_is_lent(line, sari, copy, world):
    answer = line.checkout(copy, sari)
    loan = Loan.objects.get(item=copy)
    assert answer.text.startswith("121NUY")
    assert [answer[code] for code in ("AO", "AA", "AB", "AJ", "CK")] == [
        "pusat", sari.card_number, copy.barcode, world.bumi_manusia.title, "001",
    ]  # fmt: skip
    assert answer["AH"] == stamp(loan.due_at, world.pusat.tz)
    assert (loan.patron, loan.lent_by, loan.branch) == (sari, None, world.pusat)
    assert Entry.objects.get(event="circulation.ItemCheckedOut").by is None
    logged = MachineAct.objects.get(kind="checkout")
    assert (logged.done, logged.barcode, logged.subject) == (True, copy.barcode, loan.pk)
    assert MachineDay.objects.get(kind="checkout").count == 1


@pytest.mark.parametrize("pin", ["", "123123"])
def test_nothing_is_lent_without_the_pin(line, sari, copy, pin):
    answer = line.checkout(copy, sari, pin=pin)
    assert answer.text.startswith("120NUN")
    assert answer["AF"] == ["PIN salah atau belum diisi."]
    assert not Loan.objects.exists()
    assert MachineAct.objects.get(kind="checkout").codes == ["wrong_pin"]


@pytest.mark.parametrize("barcode", ["", "KohaIsAwesome", "x" * 4000, "ł"])
def test_an_unknown_barcode_is_a_sentence(line, sari, barcode):
    """Case 20."""
    answer = line.checkout(barcode, sari)
    assert answer.text.startswith("120")
    assert answer["AF"] == ["Eksemplar ini tidak dikenal. Silakan bertanya di meja layanan."]


def test_a_refusal_is_told_in_full_and_nothing_is_lifted(line, sari, budi, copy):
    """Case 11."""
    lend(copy, budi)
    answer = line.checkout(copy, sari)
    assert answer.text.startswith("120")
    assert len(answer["AF"]) == 1
    assert MachineAct.objects.get(kind="checkout").codes == ["on_loan_to_another"]


def test_the_same_message_over_a_new_connection_is_one_loan(line, sari, copy):
    first = line.checkout(copy, sari)
    again = Line(line.terminal).checkout(copy, sari)
    assert again.text.startswith("121")
    assert again["AH"] == first["AH"]
    assert Loan.objects.count() == 1
    assert Loan.objects.get().renewals == 0


def test_a_clock_that_stands_still_lends_again_after_a_return(line, sari, copy):
    line.checkout(copy, sari)
    line.checkin(copy)
    assert line.checkout(copy, sari).text.startswith("121")
    assert Loan.objects.filter(item=copy).count() == 2
    assert Loan.objects.open().filter(item=copy).exists()


def test_a_machine_that_may_renew_renews_what_the_member_has(line, sari, copy):
    lend(copy, sari, now() + timedelta(days=1))
    assert line.checkout(copy, sari, renewal="N").text.startswith("120N")
    answer = line.checkout(copy, sari, renewal="Y")
    assert answer.text.startswith("121Y")
    assert Loan.objects.get(item=copy).renewals == 1


def test_a_cancelled_checkout_never_was(line, sari, copy, world):
    line.checkout(copy, sari)
    other = Line(a_terminal(world, name="Mesin lain", login="lain"))
    assert other.checkout(copy, sari, more="BIY|").text.startswith("120")
    answer = line.checkout(copy, sari, more="BIY|")
    assert answer.text.startswith("121NUN")
    assert not Loan.objects.exists()


def test_a_machine_that_only_takes_back_lends_nothing(world, sari, copy):
    line = Line(a_terminal(world, may_checkout=False))
    assert line.checkout(copy, sari).text.startswith("120")
    assert line.checkout(copy, sari, no_block="Y").text.startswith("120")
    assert not Loan.objects.exists()


def test_a_title_cannot_break_a_message(line, sari, copy, world):
    record = world.bumi_manusia
    record.title = "Bumi|AFGratis|\rManusia\nAY1AZ0000"
    record.save()
    answer = line.checkout(copy, sari)
    assert answer["AJ"] == "Bumi/AFGratis/ Manusia AY1AZ0000"
    assert answer["AF"] == []


@pytest.mark.parametrize(("encoding", "wanted"), [("cp850", "Négeri 5"), ("ascii", "Negeri 5"), ("utf-8", "Négeri 5")])
def test_titles_are_written_as_the_terminal_reads(world, sari, copy, encoding, wanted):
    world.bumi_manusia.title = "Négeri 5"
    world.bumi_manusia.save()
    assert Line(a_terminal(world, encoding=encoding)).checkout(copy, sari)["AJ"] == wanted


def test_a_return_ends_the_loan(line, sari, copy, world):
    lend(copy, sari)
    answer = line.checkin(copy)
    assert answer.text.startswith("101YUN")
    assert [answer[code] for code in ("AB", "AQ", "AA", "CV")] == [copy.barcode, "pusat", sari.card_number, None]
    assert not Loan.objects.open().exists()
    assert MachineAct.objects.get(kind="checkin").subject == Loan.objects.get().pk


def test_a_return_of_what_nobody_had_is_no_and_names_nobody(line, copy):
    """Koha's 08checkin: 100 and no AA."""
    answer = line.checkin(copy)
    assert answer.text.startswith("100YUY")
    assert answer["AA"] is None
    assert answer["AF"] == ["Eksemplar ini tidak sedang dipinjam."]


def test_a_sorting_machine_welcomes_what_nobody_had(world, copy):
    assert Line(a_terminal(world, welcomes_all=True)).checkin(copy).text.startswith("101YUN")


def test_an_unknown_copy_is_no_return(line):
    answer = line.checkin("KohaIsAwesome")
    assert answer.text.startswith("100NUY")
    assert answer["CV"] == "99"


def test_a_copy_that_somebody_waits_for_here_goes_to_the_hold_shelf(line, sari, budi, copy, world):
    lend(copy, sari)
    hold = a_hold(budi, world.bumi_manusia, world.pusat)
    answer = line.checkin(copy)
    assert answer.text.startswith("101YUY")
    assert [answer[code] for code in ("CV", "CT", "DA")] == ["01", "pusat", "Budi S."]
    assert answer["CY"] == f"***{budi.card_number[-3:]}"
    hold.refresh_from_db()
    assert hold.state == "ready"


def test_a_copy_that_somebody_waits_for_elsewhere_is_sent_there(line, sari, budi, copy, world):
    lend(copy, sari)
    a_hold(budi, world.bumi_manusia, world.timur)
    answer = line.checkin(copy)
    assert [answer[code] for code in ("CV", "CT")] == ["02", "timur"]


def test_a_copy_of_another_branch_is_sent_home(line, sari, world):
    copy = a_copy(world.bumi_manusia, world.timur)
    lend(copy, sari)
    answer = line.checkin(copy)
    assert [answer[code] for code in ("CV", "CT", "DA", "CY")] == ["04", "timur", None, None]
    assert answer.text[5] == "Y"


def test_a_return_that_the_rules_want_elsewhere_is_refused(line, sari, world):
    """Case 61."""
    a_rule("return_to", "home")
    copy = a_copy(world.bumi_manusia, world.timur)
    lend(copy, sari)
    answer = line.checkin(copy)
    assert answer.text.startswith("100NUY")
    assert "Cabang Timur" in answer["AF"][0]
    assert Loan.objects.open().exists()


def test_a_return_that_this_machine_cancels_goes_on(line, sari, copy):
    loan = lend(copy, sari)
    assert line.checkin(copy, more="BIY|").text.startswith("100")
    line.checkin(copy)
    assert line.checkin(copy, more="BIY|").text.startswith("101N")
    loan.refresh_from_db()
    assert loan.returned_at is None


def test_a_loan_is_renewed(line, sari, copy, world):
    loan = lend(copy, sari, now() + timedelta(days=1))
    answer = line.renew(copy, sari)
    loan.refresh_from_db()
    assert answer.text.startswith("301YUY")
    assert answer["AH"] == stamp(loan.due_at, world.pusat.tz)
    by_title = line.say(f"29NN{NOW}{' ' * 18}AOpusat|AA{sari.card_number}|AD{PIN}|AJ{world.bumi_manusia.title}|")
    assert by_title["AB"] == copy.barcode


def test_nobody_renews_the_loan_of_another(line, sari, budi, copy):
    lend(copy, budi, now() + timedelta(days=1))
    answer = line.renew(copy, sari)
    assert answer.text.startswith("300NUN")
    assert answer["AF"] == ["Eksemplar ini tidak sedang Anda pinjam."]
    assert Loan.objects.get().renewals == 0


def test_all_loans_are_renewed_and_each_refusal_is_listed(line, sari, world):
    soon = now() + timedelta(days=1)
    good = lend(a_copy(world.bumi_manusia, world.pusat, barcode="GOOD"), sari, soon)
    lend(a_copy(world.kancil, world.pusat, barcode="BAD"), sari, soon, renewals=99)
    answer = line.say(f"65{NOW}AOpusat|AA{sari.card_number}|AD{PIN}|BON|")
    assert answer.text.startswith("66100010001")
    assert (answer["BM"], answer["BN"]) == (["GOOD"], ["BAD"])
    good.refresh_from_db()
    assert good.renewals == 1
    assert line.say(f"65{NOW}AOpusat|AA{sari.card_number}|AD1|").text.startswith("66000000000")


def item(line, copy):
    return line.say(f"17{NOW}AOpusat|AB{getattr(copy, 'barcode', copy)}|AC|")


def test_where_a_copy_is(line, sari, budi, world):
    copy = a_copy(world.bumi_manusia, world.pusat)
    assert item(line, copy).text[2:4] == "03"
    a_hold(budi, world.bumi_manusia, world.pusat)
    assert item(line, copy)["CF"] == "1"
    loan = lend(copy, sari)
    answer = item(line, copy)
    assert answer.text[2:4] == "04"
    assert answer["AH"] == stamp(loan.due_at, world.pusat.tz)
    assert sari.card_number not in answer.text
    for field, code in (("recalled_at", "07"), ("claimed_at", "11"), ("lost_at", "12")):
        Loan.objects.update(**{field: now()})
        assert item(line, copy).text[2:4] == code
    Loan.objects.all().delete()
    line.checkin(copy)
    assert item(line, copy).text[2:4] == "08"
    for state, code in (("processing", "06"), ("missing", "13"), ("lost", "12"), ("withdrawn", "01")):
        other = a_copy(world.kancil, world.pusat, status=state)
        assert item(line, other).text[2:4] == code


def test_a_copy_on_its_way_is_in_transit(line, sari, world):
    copy = a_copy(world.bumi_manusia, world.timur)
    lend(copy, sari)
    line.checkin(copy)
    assert item(line, copy).text[2:4] == "10"


def test_an_unknown_copy_has_no_state(line):
    answer = item(line, "NN")
    assert answer.text[2:4] == "01"
    assert answer["AJ"] == ""


def test_properties_of_copies_are_not_kept(line, copy):
    assert line.say(f"19{NOW}AOpusat|AB{copy.barcode}|AC|CHblue|").text.startswith("200")
