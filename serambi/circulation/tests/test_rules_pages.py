"""The staff pages of the loan rules: who may, what they tell, what they answer to nonsense."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from house.cast import CAST_MRC
from house.shelf import put_on_shelf
from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.circulation.models import Loan, Rule, RuleChange
from serambi.circulation.rules.changing import set_rule
from serambi.patrons.models import Category, Patron

pytestmark = pytest.mark.django_db
RULES = "/staff/rules/"
NONSENSE = ["\x00", "x" * 5000, "-1", "99999999999999999999", "<script>", "٣", "' or 1=1"]
FORM = {"branch": "", "category": "", "material": "", "lending": "", "value": "21", "comment": "Rapat 18 November"}


@pytest.fixture
def teacher(db):
    return Category.objects.get_or_create(code="guru", defaults={"name": "Guru", "kind": "teacher"})[0]


@pytest.fixture
def joko(people, sign_in):
    return sign_in(Client(), people.joko)


@pytest.fixture
def rule(people, teacher):
    return set_rule("loan_days", branch=people.timur, category=teacher, value="10", comment="Rapat", by=people.joko)


@pytest.fixture
def member(people, teacher):
    return Patron.objects.create(
        category=teacher, home_branch=people.pusat, card_number="20260000013", name="Bu Ina", name_key="bu ina",
        joined_on=date(2026, 1, 5), expires_on=date(2099, 1, 5), state="active", verified_at=now(),
    )  # fmt: skip


@pytest.fixture
def item(people):
    put_on_shelf(CAST_MRC.read_bytes(), branch=people.pusat, by=people.arman)
    return Item.objects.filter(material="book", lending="regular").first()


def pages(rule):
    return [
        RULES, f"{RULES}explain/", f"{RULES}history/", f"{RULES}aturan-pinjam.csv", f"{RULES}new/",
        f"{RULES}new/loan_days/", f"{RULES}{rule.pk}/", f"{RULES}{rule.pk}/removal/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_head_sees_every_page_in_both_languages(joko, rule, language):
    for path in pages(rule):
        assert joko.get(language + path).status_code == 200, path


def test_the_desk_sees_the_rules_and_changes_none(people, sign_in, rule):
    desk = sign_in(Client(), people.wati)
    assert [desk.get(path).status_code for path in pages(rule)] == [200] * 4 + [403] * 4
    assert desk.post(f"{RULES}new/loan_days/", FORM | {"act": "save"}).status_code == 403
    assert desk.post(f"{RULES}{rule.pk}/", FORM | {"act": "save"}).status_code == 403
    assert desk.post(f"{RULES}{rule.pk}/remove/", {"comment": "Rapat"}).status_code == 403
    assert "/change" not in desk.get(RULES).content.decode()
    assert reverse("circulation-staff:rule", args=[rule.pk]) not in desk.get(RULES).content.decode()


def test_members_and_strangers_see_nothing(people, sign_in, rule):
    member = sign_in(Client(), people.sari)
    assert {member.get(path).status_code for path in pages(rule)} == {403}
    assert {Client().get(path).status_code for path in pages(rule)} == {302}


def test_a_head_of_one_branch_changes_only_the_rules_of_that_branch(people, sign_in, rule):
    people.tono.staff_posts.create(role="head", branch=people.timur)
    tono = sign_in(Client(), people.tono)
    general = Rule.objects.get(key="loan_days||||")
    assert tono.get(f"{RULES}{rule.pk}/").status_code == 200
    assert tono.get(f"{RULES}{general.pk}/").status_code == 403
    assert tono.post(f"{RULES}{general.pk}/remove/", {"comment": "Rapat"}).status_code == 403
    everywhere = tono.post(f"{RULES}new/renewals/", FORM | {"act": "save", "value": "3"})
    elsewhere = tono.post(f"{RULES}new/renewals/", FORM | {"act": "save", "value": "3", "branch": "pusat"})
    assert (everywhere.status_code, elsewhere.status_code) == (422, 422)
    tono.post(f"{RULES}new/renewals/", FORM | {"act": "save", "value": "3", "branch": "timur"})
    assert list(Rule.objects.filter(what="renewals", branch__isnull=False).values_list("branch", "value")) == [
        (people.timur.pk, "3")
    ]
    page = tono.get(RULES).content.decode()
    assert reverse("circulation-staff:rule", args=[rule.pk]) in page
    assert reverse("circulation-staff:rule", args=[general.pk]) not in page


def test_the_table_marks_the_winner_of_a_chosen_case_and_says_why_others_lost(joko, rule):
    page = joko.get(
        RULES,
        {"branch": "timur", "category": "guru", "material": "book", "part": "loans"},
        headers={"Accept-Language": "id"},
    )
    told = {t.line.id if t.line else None: t for t in page.context["groups"][0][1][1].told}
    assert told[rule.pk].wins
    assert not told[None].wins
    general = Rule.objects.get(key="loan_days||||")
    assert (told[general.pk].fits, told[general.pk].wins) == (True, False)
    assert told[general.pk].why in page.content.decode()
    film = Rule.objects.get(key="loan_days|||film|")
    assert not told[film.pk].fits


def test_only_the_winners_leaves_one_rule_a_thing(joko, rule):
    asked = {"branch": "timur", "category": "guru", "part": "loans", "only": "winners"}
    page = joko.get(RULES, asked).content.decode()
    assert f'<th scope="row" class="num">{rule.pk}</th>' in page
    general = Rule.objects.get(key="loan_days||||")
    assert f'<th scope="row" class="num">{general.pk}</th>' not in page


def test_one_case_is_explained_with_its_due_date_day_by_day(joko, people, rule, member, item):
    asked = {"branch": "timur", "card": member.card_number, "barcode": item.barcode}
    page = joko.get(f"{RULES}explain/", asked)
    words = page.content.decode()
    assert page.context["answers"].loan_days == 10
    assert page.context["answers"].winner("loan_days").id == rule.pk
    worked = page.context["worked"]
    assert [step.why for step in worked.steps][:2] == ["start", "counted"]
    assert len(worked.days) >= 11
    assert member.name not in words, "the rules need the kind of member, not the person"


def test_a_copy_that_does_not_leave_the_house_has_no_due_date(joko, rule):
    page = joko.get(f"{RULES}explain/", {"branch": "timur", "lending": "reference"})
    assert page.context["worked"] is None


def test_case_10_a_branch_without_open_days_is_said_to_have_none(joko, people):
    """case 10: an empty calendar is told in words, not as an error."""
    people.timur.hours.all().delete()
    page = joko.get(f"{RULES}explain/", {"branch": "timur"})
    assert page.status_code == 200
    assert page.context["worked"].due is None
    assert page.context["worked"].problem


def test_an_unknown_card_or_barcode_is_said_at_its_field(joko):
    page = joko.get(f"{RULES}explain/", {"card": "KohaIsAwesome", "barcode": "KohaIsAwesome"})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"card", "barcode"}


def test_what_would_change_is_shown_before_anything_is_saved(joko, people, rule, member, item):
    Loan.objects.create(
        item=item, patron=member, category=member.category, branch=people.timur,
        due_at=now().replace(year=2098),
    )  # fmt: skip
    page = joko.post(f"{RULES}{rule.pk}/", {"value": "28", "act": "try", "stands": "10"})
    foreseen = page.context["foreseen"]
    assert page.status_code == 200
    assert foreseen.rows[0].changes
    assert (foreseen.rows[0].before, foreseen.rows[0].after) == ("10 hari", "28 hari")
    assert foreseen.changed >= 1
    assert foreseen.loans == 1
    assert Rule.objects.get(pk=rule.pk).value == "10"
    assert RuleChange.objects.count() == 1


def test_saving_asks_for_a_reason_and_remembers_it(joko, people, rule):
    without = joko.post(f"{RULES}{rule.pk}/", {"value": "28", "act": "save", "stands": "10"})
    assert without.status_code == 422
    assert "comment" in without.context["form"].errors
    saved = joko.post(
        f"{RULES}{rule.pk}/", {"value": "28", "act": "save", "stands": "10", "comment": "Permintaan guru"}
    )
    assert saved.status_code == 302
    assert Rule.objects.get(pk=rule.pk).value == "28"
    assert RuleChange.objects.first().comment == "Permintaan guru"
    assert "Permintaan guru" in joko.get(f"{RULES}history/").content.decode()


def test_who_saves_over_what_another_saved_meanwhile_is_told(joko, people, rule):
    set_rule("loan_days", branch=people.timur, category=rule.category, value="12", comment="Lain", by=people.ratih)
    page = joko.post(f"{RULES}{rule.pk}/", {"value": "28", "act": "save", "stands": "10", "comment": "Saya"})
    assert page.status_code == 422
    assert Rule.objects.get(pk=rule.pk).value == "12"


def test_a_new_rule_is_added_with_its_dimensions(joko, people):
    said = FORM | {"branch": "timur", "category": "guru", "material": "film", "lending": "short", "act": "save"}
    assert joko.post(f"{RULES}new/loan_days/", said).status_code == 302
    made = Rule.objects.get(branch=people.timur)
    assert (made.what, made.category.code, made.material, made.lending, made.value) == (
        "loan_days", "guru", "film", "short", "21",
    )  # fmt: skip


def test_a_new_rule_about_what_is_ruled_already_shows_it_first(joko, rule):
    said = FORM | {"branch": "timur", "category": "guru", "act": "save"}
    first = joko.post(f"{RULES}new/loan_days/", said)
    assert first.status_code == 200
    assert first.context["standing"] == "10 hari"
    assert Rule.objects.get(pk=rule.pk).value == "10"
    seen = {"seen": first.context["seen"], "stands": first.context["stands"]}
    assert joko.post(f"{RULES}new/loan_days/", said | seen).status_code == 302
    assert Rule.objects.get(pk=rule.pk).value == "21"


def test_no_number_is_said_by_a_box(joko):
    said = FORM | {"category": "guru", "value": "", "none": "on", "act": "save"}
    joko.post(f"{RULES}new/hold_limit/", said | {"seen": "", "stands": ""})
    standing = joko.post(f"{RULES}new/hold_limit/", said)
    again = {"seen": standing.context["seen"], "stands": standing.context["stands"]} if standing.context else {}
    joko.post(f"{RULES}new/hold_limit/", said | again)
    assert Rule.objects.get(what="hold_limit", category__code="guru").value == "none"


def test_removing_shows_what_would_hold_and_asks_why(joko, rule):
    page = joko.get(f"{RULES}{rule.pk}/removal/")
    assert page.context["foreseen"].rows[0].before == "10 hari"
    joko.post(f"{RULES}{rule.pk}/remove/", {"comment": " "})
    assert Rule.objects.filter(pk=rule.pk).exists()
    joko.post(f"{RULES}{rule.pk}/remove/", {"comment": "Sama untuk semua"})
    assert not Rule.objects.filter(pk=rule.pk).exists()
    assert joko.get(f"{RULES}{rule.pk}/").status_code == 404
    assert joko.post(f"{RULES}{rule.pk}/remove/", {"comment": "Lagi"}).status_code == 404


@pytest.mark.parametrize("bad", NONSENSE)
def test_nonsense_is_refused_and_changes_nothing(joko, rule, bad):
    for path in (RULES, f"{RULES}explain/"):
        for name in ("branch", "card", "category", "barcode", "material", "lending", "part", "only"):
            assert joko.get(path, {name: bad}).status_code in (200, 422), (path, name)
    for name in ("value", "branch", "category", "material", "lending"):
        page = joko.post(f"{RULES}new/loan_days/", FORM | {name: bad, "act": "save"})
        assert page.status_code == 422, name
        assert page.context["form"].errors
    joko.post(f"{RULES}{rule.pk}/", {"value": "11", "comment": "x", "stands": bad, "act": "save"})
    assert Rule.objects.get(pk=rule.pk).value == "10"
    joko.get(f"{RULES}history/", {"after": bad, "before": bad})
    assert joko.get(f"{RULES}99999999999999999999/").status_code == 404
    assert joko.get(f"{RULES}new/moon-phase/").status_code == 404


def test_the_csv_has_every_rule_and_every_default(joko, rule):
    text = b"".join(joko.get(f"{RULES}aturan-pinjam.csv").streaming_content).decode("utf-8-sig")
    assert "loan_days=10" in text
    assert "fine_per_day=0" in text
    assert len(text.splitlines()) > 60


def test_a_hundred_rules_cost_no_more_queries(joko, people, rule, django_assert_max_num_queries):
    asked = {"branch": "timur", "category": "guru", "material": "book"}

    def count(path, query):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            assert joko.get(path, query).status_code == 200
        return len(seen)

    paths = [(RULES, {}), (RULES, asked), (f"{RULES}explain/", asked), (f"{RULES}history/", {})]
    for path, query in paths:
        count(path, query)
    before = [count(path, query) for path, query in paths]
    for number in range(40):
        branch = Branch.objects.create(code=f"b{number}", name=f"Cabang {number}", short_name=f"C{number}")
        set_rule("loan_days", branch=branch, value="5", comment="Uji", by=people.joko)
        set_rule("limit", branch=branch, value="4", comment="Uji", by=people.joko)
    assert [count(path, query) for path, query in paths] == before
