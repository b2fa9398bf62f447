import pytest
from django.core.exceptions import PermissionDenied

from serambi.accounts import refusals
from serambi.accounts.models import StaffPost, User
from serambi.accounts.posts import appoint, end_post
from serambi.accounts.roles import Role
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused


def again(user):
    return User.objects.get(pk=user.pk)


def branch_head(people):
    """Yusuf also looks after Cabang Timur."""
    StaffPost.objects.create(user=people.yusuf, role=Role.HEAD, branch=people.timur)
    return again(people.yusuf)


def test_the_head_gives_a_post_and_the_journal_remembers_it(people):
    post = appoint(people.budi, role="desk", branch=people.timur, by=people.joko)
    assert again(people.budi).posts == [post]
    entry = Entry.objects.latest("id")
    assert (entry.event, entry.by) == ("accounts.PostGiven", people.joko)
    assert entry.data == {"post_id": post.pk, "user_id": people.budi.pk, "role": "desk", "branch_id": people.timur.pk}


def test_a_post_ends_today_and_can_be_given_again_the_same_day(people):
    post = people.wati.staff_posts.get()
    end_post(post, by=people.joko)
    assert again(people.wati).posts == []
    assert not again(people.wati).is_staff
    new = appoint(people.wati, role="desk", branch=people.pusat, by=people.joko)
    assert again(people.wati).posts == [new]
    assert StaffPost.objects.filter(user=people.wati).count() == 2


def test_nobody_holds_the_same_post_twice(people):
    with pytest.raises(Refused) as refused:
        appoint(people.wati, role="desk", branch=people.pusat, by=people.joko)
    assert refused.value.refusals == (refusals.POST_ALREADY_HELD,)


def test_a_post_ends_once(people):
    post = people.wati.staff_posts.get()
    end_post(post, by=people.joko)
    with pytest.raises(Refused) as refused:
        end_post(post, by=people.joko)
    assert refused.value.refusals == (refusals.POST_ALREADY_ENDED,)


def test_the_last_it_post_cannot_end(people):
    with pytest.raises(Refused) as refused:
        end_post(people.ratih.staff_posts.get(), by=people.ratih)
    assert refused.value.refusals == (refusals.LAST_IT_POST,)
    appoint(people.budi, role="it", by=people.ratih)
    end_post(people.ratih.staff_posts.get(), by=people.ratih)
    assert not again(people.ratih).is_staff


def test_an_it_post_of_a_closed_account_does_not_count_as_another_one(people):
    appoint(people.budi, role="it", by=people.ratih)
    User.objects.filter(pk=people.budi.pk).update(is_active=False)
    with pytest.raises(Refused):
        end_post(people.ratih.staff_posts.get(), by=people.ratih)


def test_only_it_makes_it(people):
    with pytest.raises(Refused) as refused:
        appoint(people.joko, role="it", by=people.joko)
    assert refused.value.refusals == (refusals.ONLY_IT_MAKES_IT,)


def test_the_head_of_a_branch_acts_at_that_branch_only(people):
    head = branch_head(people)
    appoint(people.budi, role="desk", branch=people.timur, by=head)
    for branch in (people.pusat, None):
        with pytest.raises(Refused) as refused:
            appoint(people.budi, role="cataloguer", branch=branch, by=head)
        assert refusals.BEYOND_YOUR_BRANCH in refused.value.refusals
    with pytest.raises(Refused):
        end_post(people.wati.staff_posts.get(), by=head)


def test_every_reason_comes_at_once(people):
    User.objects.filter(pk=people.wati.pk).update(is_active=False)
    with pytest.raises(Refused) as refused:
        appoint(people.wati, role="desk", branch=people.pusat, by=branch_head(people))
    assert set(refused.value.refusals) == {
        refusals.BEYOND_YOUR_BRANCH,
        refusals.ACCOUNT_IS_CLOSED,
        refusals.POST_ALREADY_HELD,
    }


def test_staff_without_the_permission_are_not_even_refused(people):
    with pytest.raises(PermissionDenied):
        appoint(people.budi, role="desk", branch=people.pusat, by=people.wati)


def test_a_role_nobody_knows_is_an_error(people):
    with pytest.raises(ValueError):
        appoint(people.budi, role="king", by=people.ratih)
