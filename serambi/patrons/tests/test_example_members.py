"""The invented members of the example library."""

import pytest

from serambi.accounts.example import PASSWORD, seed_example_people
from serambi.branches.queries import forget
from serambi.patrons import policy, queries
from serambi.patrons.example import CAST, MORE, seed_example_members
from serambi.patrons.models import Consent, Guardian, Patron
from serambi.patrons.tests.members import nobody_yet


@pytest.fixture
def empty(people):
    nobody_yet()
    return people


def test_a_city_of_members_is_made_once(empty):
    seed_example_people()
    assert seed_example_members() == MORE + len(CAST)
    assert seed_example_members() == 0
    members = Patron.objects.all()
    assert len({each.card_number for each in members}) == MORE + len(CAST)
    assert {each.category.kind for each in members.select_related("category")} == {
        "child", "teen", "adult", "elder", "student", "teacher", "institution",
    }  # fmt: skip
    assert {each.home_branch_id for each in members} == {empty.pusat.pk, empty.timur.pk}
    assert members.filter(state="applied").exists()
    assert members.members().filter(expires_on__lt=queries.today()).exists()


def test_the_cast_signs_in_and_dimas_has_his_mother(empty):
    seed_example_members()
    sari = Patron.objects.get(user__username="sari")
    assert sari.name == "Sari Lestari"
    assert Patron.objects.get(user__username="halimah").user.check_password(PASSWORD)
    dimas = Patron.objects.get(user__username="dimas")
    assert dimas.guardians.get().patron.user.username == "dewi"
    assert dimas.consents.get().guardian == dimas.guardians.get()


def test_every_child_has_a_guardian_who_agreed(empty):
    seed_example_members()
    today = queries.today()
    children = [each for each in Patron.objects.all() if policy.needs_guardian(each.born_on, today)]
    assert len(children) > 20
    guarded = set(Guardian.objects.values_list("child", flat=True))
    agreed = set(Consent.objects.filter(guardian__isnull=False).values_list("patron", flat=True))
    assert {each.pk for each in children} <= guarded & agreed


def test_a_real_library_gets_nobody(empty):
    empty.library.shows_example_data = False
    empty.library.save()
    forget()
    assert seed_example_members() == 0
    assert not Patron.objects.exists()
