"""Placing reservations and every reason why not: cases 34, 35, 37, 38."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from house.shelf import copies_of
from serambi.branches.models import Branch, SpecialHours
from serambi.catalogue.items.editing import ItemValues, add
from serambi.catalogue.vocabulary import Format, Lending, Status
from serambi.circulation.holds.placing import pickup_points, place_hold
from serambi.circulation.holds.targeting import not_found, pick, pull_list, weigh_hopes
from serambi.circulation.models import Hold
from serambi.circulation.rules.book import book as rule_book
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons.models import Block, Patron


@pytest.fixture
def sari(world):
    return a_member(world, "Sari")


@pytest.fixture
def book(world):
    """A title of one edition with one copy at Pusat."""
    return copies_of(world.laskar_pelangi, 1)[0]


def reserve(world, patron, record, **values):
    return place_hold(patron, record.work, **{"pickup_branch": world.pusat, "by": world.sari} | values)


def codes(world, patron, record, **values) -> set[str]:
    """The refusals of a reservation; empty when it is placed."""
    try:
        reserve(world, patron, record, **values)
    except Refused as no:
        return {each.code for each in no.refusals}
    return set()


def test_a_member_reserves_a_title(world, sari, book):
    hold = reserve(world, sari, book)
    assert (hold.state, hold.work, hold.record, hold.format) == ("waiting", book.work, None, "")
    assert hold.placed_by == world.sari
    assert Entry.objects.get(event="circulation.HoldPlaced").data == {"hold_id": hold.pk, "patron_id": sari.pk}


def test_every_reason_is_told_at_once(world, sari, book):
    """Card expired, blocked, both caps, a branch without pickup, a duplicate and a day that is over."""
    a_rule("hold_limit", 1)
    a_rule("holds_per_day", 1)
    a_rule("pickup", "no", branch=world.timur)
    reserve(world, sari, book)
    Block.objects.create(patron=sari, reason=Block.Reason.MANUAL, note="Alamat belum lengkap")
    Patron.objects.filter(pk=sari.pk).update(expires_on=now().date() - timedelta(days=3))
    found = codes(world, sari, book, pickup_branch=world.timur, needed_by=now().date() - timedelta(days=3))
    assert found == {
        "card_expired", "blocked", "hold_limit", "hold_limit_today", "hold_pickup", "hold_duplicate",
        "hold_needed_past",
    }  # fmt: skip


def test_who_waits_for_verification_reserves_nothing(world, book):
    applied = a_member(world, "Rina", state=Patron.State.APPLIED, verified_at=None)
    assert codes(world, applied, book) == {"not_verified"}


def test_a_closed_membership_reserves_nothing(world, book):
    gone = a_member(world, "Rina", state=Patron.State.CLOSED, closed_at=now())
    assert codes(world, gone, book) == {"membership_closed"}


@pytest.mark.parametrize(
    ("stops", "branch", "refused"),
    [(True, None, True), (True, "timur", False), (True, "pusat", True), (False, None, False)],
)
def test_a_block_counts_where_it_stands_and_for_what_it_stops(world, sari, book, stops, branch, refused):
    Block.objects.create(
        patron=sari, reason=Block.Reason.MANUAL, stops_holds=stops, branch=getattr(world, branch) if branch else None
    )
    assert codes(world, sari, book) == ({"blocked"} if refused else set())


def _titles(world) -> list:
    """Records with copies, each of another work."""
    by_work = {record.work_id: record for record in world.records if record.items.exists()}
    return list(by_work.values())


def test_two_a_day_and_no_more(world, sari):
    """Case 34: the third of a day is one too many; yesterday's do not count."""
    a_rule("holds_per_day", 2)
    a_rule("hold_limit", "none")
    first, second, third = _titles(world)[:3]
    reserve(world, sari, first)
    reserve(world, sari, second)
    assert codes(world, sari, third) == {"hold_limit_today"}
    Hold.objects.filter(work=first.work).update(placed_at=now() - timedelta(days=1))
    assert codes(world, sari, third) == set()


def test_none_a_day_means_none(world, sari, book):
    """Case 34: 0 is a number."""
    a_rule("holds_per_day", 0)
    assert codes(world, sari, book) == {"hold_limit_today"}


def test_without_a_daily_cap_the_total_still_counts(world, sari):
    """Case 34: no daily cap, and the total one applies."""
    a_rule("hold_limit", 1)
    first, second = _titles(world)[:2]
    reserve(world, sari, first)
    Hold.objects.update(placed_at=now() - timedelta(days=9))
    assert codes(world, sari, second) == {"hold_limit"}


def test_pickup_only_where_the_branch_is_a_pickup_point(world, sari, book):
    """Case 35."""
    a_rule("pickup", "no", branch=world.timur)
    assert codes(world, sari, book, pickup_branch=world.timur) == {"hold_pickup"}
    assert pickup_points(rule_book()) == [world.pusat]


def test_no_pickup_at_a_branch_the_public_does_not_see(world, sari, book):
    world.timur.open_to_public = False
    world.timur.save()
    assert codes(world, sari, book, pickup_branch=world.timur) == {"hold_pickup"}


def test_what_a_member_has_on_loan_is_not_reserved(world, sari, book):
    lend(book.items.first(), sari)
    assert codes(world, sari, book) == {"hold_on_loan_to_you"}


def test_other_copies_of_a_reserved_journal_may_be_reserved(world, sari, book):
    one, other = book.items.first(), a_copy(book, world.pusat)
    reserve(world, sari, book, item=one)
    assert codes(world, sari, book, item=one) == {"hold_duplicate"}
    assert codes(world, sari, book, item=other) == set()
    assert codes(world, sari, book) == {"hold_duplicate"}


def test_a_copy_on_the_shelf_is_not_reserved_where_the_rules_say_so(world, sari, book):
    a_rule("hold", "not_on_shelf")
    assert codes(world, sari, book) == {"hold_on_shelf"}
    for item in book.items.all():
        lend(item, a_member(world, "Budi"))
    assert codes(world, sari, book) == set()


def test_what_the_rules_do_not_let_reserve(world, sari, book):
    a_rule("hold", "no", lending=Lending.REFERENCE)
    book.items.update(lending=Lending.REFERENCE)
    assert codes(world, sari, book) == {"hold_not_allowed"}


def test_without_any_copy_there_is_nothing_to_reserve(world, sari, book):
    book.items.update(status=Status.LOST)
    assert codes(world, sari, book) == {"hold_no_copy"}


def test_a_format_nobody_has(world, sari, book):
    """Case 38."""
    assert codes(world, sari, book, format=Format.MAP) == {"hold_no_format"}


def test_a_hold_for_a_format_never_asks_for_another(world, sari, book):
    """Case 38: only the braille edition serves it; without the restriction any copy does."""
    braille = world.braille
    type(braille).objects.filter(pk=braille.pk).update(work=book.work)
    hold = reserve(world, sari, book, format=Format.BRAILLE)
    assert {pull.item.record for pull in pull_list()} == {braille}
    for item in braille.items.all():
        lend(item, a_member(world, "Budi"))
    assert pull_list() == []
    Hold.objects.filter(pk=hold.pk).update(format="")
    assert [pull.item.record for pull in pull_list()] == [book]


def test_copies_that_are_all_missing_make_a_hold_hopeless_until_one_appears(world, sari, book):
    """Case 38: a hopeless date, cleared when a candidate appears."""
    book.items.update(status=Status.MISSING)
    hold = reserve(world, sari, book)
    assert hold.hopeless_since is not None
    a_copy(book, world.timur)
    assert weigh_hopes([book.work_id]) == 1
    hold.refresh_from_db()
    assert hold.hopeless_since is None
    assert weigh_hopes() == 0


@pytest.mark.django_db(transaction=True)
def test_a_new_copy_ends_hopelessness_by_itself(world, sari, book, run_tasks):
    book.items.update(status=Status.MISSING)
    hold = reserve(world, sari, book)
    add(book, ItemValues(barcode="BARU1", branch=world.pusat), by=world.arman)
    run_tasks()
    hold.refresh_from_db()
    assert hold.hopeless_since is None


def test_a_copy_on_the_shelf_becomes_a_request_at_the_nearest_branch(world, sari, book):
    """Case 37: the pickup branch first, then others."""
    near, far = a_copy(book, world.timur), book.items.order_by("pk").first()
    hold = reserve(world, sari, book, pickup_branch=world.timur)
    assert [(pull.hold, pull.item) for pull in pull_list()] == [(hold, near)]
    assert pull_list(world.pusat) == []
    not_found(near, by=world.tono)
    near.refresh_from_db()
    assert near.status == Status.MISSING
    assert [pull.item.branch for pull in pull_list()] == [far.branch]


def test_the_list_asks_a_branch_that_is_open_today(world, sari, book):
    """Case 50."""
    book.items.all().delete()
    for position, code in enumerate(("utara", "selatan"), start=3):
        vars(world)[code] = Branch.objects.create(code=code, name=code, short_name=code, position=position)
        a_copy(book, vars(world)[code])
        for weekday in range(7):
            vars(world)[code].hours.create(weekday=weekday, opens="08:00", closes="20:00")
    reserve(world, sari, book)
    assert [pull.item.branch.code for pull in pull_list()] == ["utara"]
    day = now().date()
    SpecialHours.objects.create(
        branch=world.utara, first_day=day - timedelta(days=1), last_day=day + timedelta(days=1), is_closure=True,
        reason="Banjir",
    )  # fmt: skip
    assert [pull.item.branch.code for pull in pull_list()] == ["selatan"]


def test_what_was_fetched_is_caught(world, sari, book):
    hold = reserve(world, sari, book)
    item = pull_list(world.pusat)[0].item
    pick(item, world.pusat, by=world.wati)
    hold.refresh_from_db()
    assert (hold.state, hold.caught) == ("ready", item)
    assert pull_list() == []
    with pytest.raises(Refused):
        pick(item, world.pusat, by=world.wati)


def test_a_copy_nobody_waits_for_is_not_picked(world, book):
    with pytest.raises(Refused) as refused:
        pick(book.items.first(), world.pusat, by=world.wati)
    assert [each.code for each in refused.value.refusals] == ["hold_nobody_waits"]


def test_a_copy_on_loan_is_not_marked_missing(world, sari, book):
    item = book.items.first()
    lend(item, sari)
    with pytest.raises(Refused) as refused:
        not_found(item, by=world.wati)
    assert [each.code for each in refused.value.refusals] == ["hold_not_free"]


def test_the_list_asks_for_as_many_copies_as_there_are_people(world, book, django_assert_max_num_queries):
    a_copy(book, world.pusat)
    free = book.items.count()
    for number in range(free + 2):
        a_hold(a_member(world, f"Anggota {number}"), book, world.pusat)
    with django_assert_max_num_queries(7):
        assert len({pull.item for pull in pull_list()}) == free
