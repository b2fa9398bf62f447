"""Copies by hand: several at once with free numbers, moved, repaired, withdrawn, deleted; and their history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from serambi.catalogue.items import acts as item_acts
from serambi.catalogue.items import adding, deleting, held_back, numbering, scanned
from serambi.catalogue.items import editing as items
from serambi.catalogue.items.adding import Numbers
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.items.history import history_of
from serambi.catalogue.models import Item, ItemChange, NumberPattern, SerialIssue
from serambi.journal.models import Entry
from serambi.kit.refusal import Refusal, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(world):
    return world.laskar_pelangi


@pytest.fixture
def pattern(world):
    return NumberPattern.objects.get(pattern="B00000")


def values(branch, **more):
    return ItemValues(barcode="", branch=branch, **more)


def refused(act, *arguments, **named) -> set[str]:
    with pytest.raises(Refused) as no:
        act(*arguments, **named)
    return {refusal.code for refusal in no.value.refusals}


@pytest.mark.parametrize(
    ("text", "number", "rendered"),
    [
        ("B00000", 12, "B00012"),
        ("00000/PKP/{year}", 7, "00007/PKP/2026"),
        ("P{year}-0000", 3, "P2026-0003"),
        ("B00000", 123456, "B123456"),
    ],
)
def test_a_pattern_renders_and_reads_its_numbers(text, number, rendered):
    pattern = numbering.parse(text, 2026)
    assert pattern.render(number) == rendered
    assert pattern.number_of(rendered) == number


@pytest.mark.parametrize("text", ["", "BUKU", "00-00", "0" * 60])
def test_what_cannot_be_counted_up_is_no_pattern(text):
    assert numbering.parse(text, 2026) is None


def test_the_next_number_lies_behind_the_highest_and_jumps_over_taken_ones(world, book, pattern):
    items.add(book, ItemValues(barcode="B00041", branch=world.pusat), by=world.arman)
    items.add(book, ItemValues(barcode="B0004X", branch=world.pusat), by=world.arman)
    assert numbering.propose(pattern) == "B00042"
    first = adding.add_many(book, values(world.pusat), Numbers(count=3, pattern=pattern), by=world.arman)
    assert [item.barcode for item in first] == ["B00042", "B00043", "B00044"]
    deleting.delete_item(first[2], by=world.arman)
    pattern.refresh_from_db()
    assert numbering.propose(pattern) == "B00045"  # a number is not given twice


def test_several_copies_share_everything_but_their_numbers(world, book, pattern):
    accession = numbering.add_pattern("accession", "00000/PKP/{year}", by=world.arman)
    numbers = Numbers(count=2, pattern=pattern, accession_pattern=accession, first_copy=3)
    one, two = adding.add_many(
        book, values(world.pusat, call_number="813 HIR l", obtained_from="Toko Gunung Agung"), numbers, by=world.arman
    )
    assert (one.copy, two.copy) == ("3", "4")
    assert one.accession_number.startswith("00001/PKP/20")
    assert two.accession_number.startswith("00002/PKP/20")
    assert {one.call_number, two.call_number} == {"813 HIR l"}
    assert one.label_due
    assert two.label_due
    assert [each.what for each in history_of(one)] == ["Masuk"]
    assert Entry.objects.filter(event="catalogue.RecordsChanged").last().data["records"] == [book.pk]


def test_scanned_barcodes_are_taken_as_they_are_and_all_or_none(world, book):
    adding.add_many(book, values(world.pusat), Numbers(barcodes=("X1", "X2")), by=world.arman)
    before = Item.objects.count()
    wanted = Numbers(barcodes=("X2", "X3"))
    assert refused(adding.add_many, book, values(world.pusat), wanted, by=world.arman) == {"barcode_taken"}
    assert refused(adding.add_many, book, values(world.pusat), Numbers(), by=world.arman) == {"no_copies"}
    twice = Numbers(barcodes=("X9", "X9"))
    assert refused(adding.add_many, book, values(world.pusat), twice, by=world.arman) == {"barcode_twice"}
    assert Item.objects.count() == before
    typed = adding.add_many(book, values(world.pusat), Numbers(count=2, first_barcode="PB-099z"), by=world.arman)
    assert [item.barcode for item in typed] == ["PB-099z", "PB-100z"]
    with pytest.raises(PermissionDenied):
        adding.add_many(book, values(world.timur), Numbers(count=1, first_barcode="T9"), by=world.wati)


def test_numbers_that_grow_beyond_their_room_are_refused(world, book):
    wanted = Numbers(count=3, first_barcode="PB-1", first_accession="A" * 58 + "98")
    assert refused(adding.add_many, book, values(world.pusat), wanted, by=world.arman) == {"accession_long"}
    wanted = Numbers(count=3, first_barcode="B" * 58 + "98")
    assert refused(adding.add_many, book, values(world.pusat), wanted, by=world.arman) == {"barcode_long"}


def test_a_copy_moves_is_repaired_withdrawn_and_brought_back_and_tells_it(world, book):
    item = items.add(book, ItemValues(barcode="H1", branch=world.pusat), by=world.arman)
    item_acts.carry_out_one(item_acts.move(world.timur, shelf="Rak 2"), item, by=world.arman)
    item_acts.carry_out_one(item_acts.to_repair(note="jilid lepas"), item, by=world.arman)
    item_acts.carry_out_one(item_acts.from_repair(condition="worn"), item, by=world.arman)
    item_acts.carry_out_one(item_acts.withdraw("outdated", note="BA 12/2026"), item, by=world.joko)
    item.refresh_from_db()
    assert (item.status, item.withdrawn_because, item.branch) == ("withdrawn", "outdated", world.timur)
    assert refused(item_acts.carry_out_one, item_acts.move(world.pusat), item, by=world.arman) == {"withdrawn"}
    item_acts.carry_out_one(item_acts.bring_back(), item, by=world.arman)
    item.refresh_from_db()
    assert (item.status, item.withdrawn_because) == ("shelf", "")
    told = history_of(item)
    assert [each.by for each in told][1] == "Pak Joko Widagdo"
    assert told[1].note == "BA 12/2026"
    assert any("Pusat → Timur" in detail for detail in told[4].details)
    assert len(told) == 6


def test_the_form_cannot_withdraw_without_a_reason(world, book):
    item = items.add(book, ItemValues(barcode="H1", branch=world.pusat), by=world.arman)
    wanted = ItemValues(barcode="H1", branch=world.pusat, status="withdrawn")
    assert refused(items.change, item, wanted, by=world.arman) == {"use_the_act"}


def test_a_changed_call_number_wants_a_new_label(world, book):
    item = items.add(book, ItemValues(barcode="H1", branch=world.pusat), by=world.arman)
    Item.objects.filter(pk=item.pk).update(label_due=False)
    items.change(item, ItemValues(barcode="H1", branch=world.pusat, note="x"), by=world.arman)
    assert not Item.objects.get(pk=item.pk).label_due
    items.change(item, ItemValues(barcode="H1", branch=world.pusat, call_number="899.2 HIR l"), by=world.arman)
    assert Item.objects.get(pk=item.pk).label_due


def test_what_somebody_did_meanwhile_is_not_written_over(world, book, client, sign_in):
    item = items.add(book, ItemValues(barcode="H1", branch=world.pusat), by=world.arman)
    sign_in(client, world.arman)
    there = reverse("catalogue-staff:item", args=[item.pk])
    page = client.get(there)
    typed = page.context["form"].initial | {"branch": "pusat", "note": "punggung robek"}
    typed = {name: value for name, value in typed.items() if value is not None} | {"seen": page.context["seen"]}
    assert f'name="seen" value="{page.context["seen"]}"' in page.content.decode()
    item_acts.carry_out_one(item_acts.mark("missing"), item, by=world.wati)
    late = client.post(there, typed)
    assert late.status_code == 200
    assert "buka kembali halaman ini" in late.content.decode()
    assert client.post(there, typed).status_code == 200  # nor at the second try
    item.refresh_from_db()
    assert (item.status, item.note) == ("missing", "")
    assert client.post(there, typed | {"seen": client.get(there).context["seen"]}).status_code == 302
    item.refresh_from_db()
    assert (item.status, item.note) == ("shelf", "punggung robek")


def test_every_barcode_of_a_list_is_accounted_for(world, book):
    for barcode, branch in (("L1", world.pusat), ("L2", world.timur), ("L3", world.pusat)):
        items.add(book, ItemValues(barcode=barcode, branch=branch), by=world.arman)
    item_acts.carry_out(item_acts.withdraw("worn"), [Item.objects.get(barcode="L3").pk], by=world.arman)
    asked = scanned.barcodes_in("L1\r\nL2, L3;L1\tTIDAK-ADA\n\n")
    lines = scanned.account(asked, item_acts.mark("missing"), by=world.wati)
    assert [(line.barcode, line.outcome) for line in lines] == [
        ("L1", "done"), ("L2", "refused"), ("L3", "refused"), ("L1", "again"), ("TIDAK-ADA", "unknown"),
    ]  # fmt: skip
    assert sum(scanned.sums(lines).values()) == len(asked)
    assert "tugas" in lines[1].reasons[0]
    again = scanned.account(["L1"], item_acts.mark("missing"), by=world.wati)
    assert [line.outcome for line in again] == ["same"]


def test_rooms_above_hold_a_withdrawal_back(world, book):
    item = items.add(book, ItemValues(barcode="H1", branch=world.pusat), by=world.arman)

    @held_back.holds_back
    def on_loan(act, ids):
        return {pk: Refusal("on_loan", "Sedang dipinjam.") for pk in ids if act == ItemChange.Act.WITHDRAWN}

    try:
        assert refused(item_acts.carry_out_one, item_acts.withdraw("worn"), item, by=world.arman) == {"on_loan"}
        item_acts.carry_out_one(item_acts.to_repair(), item, by=world.arman)
    finally:
        held_back.forget(on_loan)


def test_only_what_never_served_is_deleted(world, book):
    item = items.add(book, ItemValues(barcode="H1", branch=world.pusat), by=world.arman)
    with pytest.raises(PermissionDenied):
        deleting.delete_item(item, by=world.wati)
    item_acts.carry_out_one(item_acts.to_repair(), item, by=world.arman)
    assert refused(deleting.delete_item, item, by=world.arman) == {"has_history"}
    other = items.add(book, ItemValues(barcode="H2", branch=world.pusat), by=world.arman)
    pk = other.pk
    deleting.delete_item(other, by=world.arman)
    assert not Item.objects.filter(barcode="H2").exists()
    gone = ItemChange.objects.get(item=pk, act="deleted")
    assert (gone.barcode, gone.by, gone.record_id) == ("H2", world.arman, book.pk)


def test_copies_move_between_issues_of_their_journal(world):
    old, new = (SerialIssue.objects.create(record=world.bobo, number=f"No. {n}", sort=str(n)) for n in (901, 902))
    item = Item.objects.create(record=world.bobo, issue=old, barcode="J1", branch=world.pusat)
    assert refused(deleting.delete_issue, old, by=world.arman) == {"issue_has_copies"}
    foreign = items.add(world.laskar_pelangi, ItemValues(barcode="J2", branch=world.pusat), by=world.arman)
    done = item_acts.carry_out(item_acts.put_into(new), [item.pk, foreign.pk], by=world.arman)
    assert done.changed == [item.pk]
    assert [each.code for each in done.refused[foreign.pk]] == ["other_journal"]
    deleting.delete_issue(old, by=world.arman)
    assert list(world.bobo.issues.filter(pk__in=[old.pk, new.pk])) == [new]


def test_a_cataloguer_adds_copies_on_the_page(world, book, client, sign_in):
    sign_in(client, world.arman)
    there = reverse("catalogue-staff:item-new", args=[book.pk])
    page = client.get(there)
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent |= {"count": "3", "obtained_from": "Hibah warga"}
    # a colleague was faster
    items.add(book, ItemValues(barcode=sent["first_barcode"], branch=world.pusat), by=world.arman)
    answer = client.post(there, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    got = list(Item.objects.filter(obtained_from="Hibah warga").values_list("barcode", flat=True).order_by("barcode"))
    assert got == ["B00002", "B00003", "B00004"]
    assert client.get(there).context["form"]["obtained_from"].value() == "Hibah warga"
    typed = client.post(there, sent | {"first_barcode": "B00002"})
    assert typed.status_code == 200
    assert "B00002" in typed.content.decode()
