"""Setting and removing rules: what is refused, what is remembered, who comes first."""

import threading

import pytest
from django.db import connection

from serambi.catalogue.vocabulary import Format
from serambi.circulation.models import Rule, RuleChange
from serambi.circulation.rules.book import book
from serambi.circulation.rules.changing import remove_rule, set_rule
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons.models import Category

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(people):
    return Category.objects.get_or_create(code="guru", defaults={"name": "Guru", "kind": "teacher"})[0]


def refused(what="loan_days", **said):
    with pytest.raises(Refused) as no:
        set_rule(what, **({"value": "9", "comment": "Rapat", "by": None} | said))
    return [refusal.code for refusal in no.value.refusals]


def test_a_rule_holds_at_once_and_its_story_is_told(people, teacher):
    Rule.objects.all().delete()
    rule = set_rule(
        "loan_days", branch=people.timur, category=teacher, value="21", comment=" Permintaan guru ", by=people.joko
    )
    assert book().answers(people.timur.pk, teacher.pk, "book", "regular").loan_days == 21
    assert book().answers(people.pusat.pk, teacher.pk, "book", "regular").loan_days == 7
    change = RuleChange.objects.get()
    assert (change.key, change.before, change.after) == (rule.key, "", "21")
    assert (change.comment, change.by) == ("Permintaan guru", people.joko)
    entry = Entry.objects.get(event="circulation.RuleChanged")
    assert (entry.data, entry.by) == ({"key": rule.key}, people.joko)


def test_setting_the_same_rule_again_changes_it(people, teacher):
    first = set_rule("renewals", category=teacher, value="2", comment="Uji coba", by=people.joko)
    again = set_rule("renewals", category=teacher, value="3", comment="Berhasil", by=people.joko, stands="2")
    assert again.pk == first.pk
    assert Rule.objects.get(pk=first.pk).value == "3"
    assert list(RuleChange.objects.values_list("before", "after")) == [("2", "3"), ("", "2")]


def test_a_removed_rule_leaves_the_field_to_a_more_general_one(people, teacher):
    Rule.objects.all().delete()
    rule = set_rule("loan_days", category=teacher, value="28", comment="Guru", by=people.joko)
    remove_rule(rule, comment="Sama untuk semua", by=people.joko)
    assert book().answers(people.pusat.pk, teacher.pk, "book", "regular").loan_days == 7
    assert list(RuleChange.objects.values_list("before", "after")) == [("28", ""), ("", "28")]
    with pytest.raises(Refused, match="rule_gone"):
        remove_rule(rule, comment="Sekali lagi", by=people.joko)


@pytest.mark.parametrize("value", ["", "-1", "7.5", "٧", "1e9", "\x00", "<b>", "hari", "\ud800", "x" * 5000, "none"])
def test_a_length_that_is_no_number_is_refused(people, value):
    assert refused(value=value) == ["not_a_number"]


@pytest.mark.parametrize("value", ["1096", "99999999999999999999", "0" * 11])
def test_a_length_beyond_reason_is_refused(people, value):
    assert refused(value=value) == ["out_of_range"]


@pytest.mark.parametrize(
    ("what", "value"),
    [("lend", "maybe"), ("closed_days", ""), ("auto_renew", "ya"), ("lend", "none"), ("hold", "\x00")],
)
def test_an_answer_that_is_none_of_the_choices_is_refused(people, what, value):
    assert refused(what, value=value) == ["not_a_choice"]


def test_a_block_from_no_overdue_copy_at_all_is_refused(people):
    assert refused("overdue_block", value="0") == ["out_of_range"]


def test_a_rule_depends_only_on_what_makes_sense(people, teacher):
    assert refused("pickup", category=teacher, material="book", lending="short", value="no") == [
        "not_by_category", "not_by_material", "not_by_lending",
    ]  # fmt: skip
    assert refused("charges_block", material=Format.FILM, value="5000") == ["not_by_material"]
    assert refused("local_priority", category=teacher, value="yes") == ["not_by_category"]


def test_every_reason_is_told_at_once(people):
    assert refused(material="stone", lending="forever", value="x", comment="") == [
        "unknown_material", "unknown_lending", "not_a_number", "no_comment",
    ]  # fmt: skip
    assert refused("moon_phase", value="x", comment="x" * 301) == ["unknown_what", "long_comment"]
    assert refused(comment="a\x00b") == ["bad_comment"]
    assert refused(comment="a\ud800b") == ["bad_comment"]
    assert not RuleChange.objects.exists()


def test_a_rule_that_says_it_already_is_not_changed(people, teacher):
    set_rule("loan_days", category=teacher, branch=people.timur, value="9", comment="Guru", by=people.joko)
    assert refused(category=teacher, branch=people.timur, value="9") == ["same_value"]
    assert RuleChange.objects.count() == 1


def test_who_saw_another_value_looks_again_first(people, teacher):
    assert refused(category=teacher, branch=people.timur, value="9", stands="8") == ["rule_changed"]
    set_rule("loan_days", category=teacher, branch=people.timur, value="10", comment="Guru", by=people.joko)
    assert refused(category=teacher, branch=people.timur, value="9", stands="") == ["rule_changed"]
    assert refused(category=teacher, branch=people.timur, value="9", stands="8") == ["rule_changed"]


def test_the_first_rules_lend_films_shortly_and_references_not_at_all(people, teacher):
    rules = book()
    pusat = people.pusat.pk
    assert rules.answers(pusat, teacher.pk, "book", "regular").loan_days == 28
    assert rules.answers(pusat, teacher.pk, "film", "regular").loan_days == 7
    assert rules.answers(pusat, teacher.pk, "book", "reference").lend == "in_house"
    assert rules.answers(pusat, teacher.pk, "book", "regular").lend == "yes"
    assert [limit.most for limit in rules.limits(pusat, teacher.pk, "film", "regular")] == [10, 2]
    child = Category.objects.get(code="anak")
    assert (rules.answers(pusat, child.pk).loan_days, rules.limits(pusat, child.pk)[0].most) == (7, 3)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_the_same_rule_at_once_one_looks_again(people):
    told, barrier = [], threading.Barrier(2)

    def add(value):
        barrier.wait()
        try:
            set_rule("loan_days", branch=people.timur, value=value, comment="Rapat", by=people.joko, stands="")
            told.append("set")
        except Refused as no:
            told.append(no.refusals[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=[value]) for value in ("10", "12")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["rule_changed", "set"]
    assert Rule.objects.filter(branch=people.timur).count() == 1
    assert RuleChange.objects.count() == 1
