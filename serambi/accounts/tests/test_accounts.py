import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from serambi.accounts import refusals
from serambi.accounts.account import close_account, create_account, remove_second_factor, reopen_account
from serambi.accounts.first_admin import create_first_admin
from serambi.accounts.links import password_path
from serambi.accounts.models import StaffPost, User
from serambi.accounts.roles import Role
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused


def test_user_names_know_no_case(people):
    user = create_account(username="Kartini", name="Raden Ajeng Kartini", by=people.ratih)
    assert user.username == "kartini"
    with pytest.raises(Refused) as refused:
        create_account(username="KARTINI", name="Kartini", by=people.ratih)
    assert refused.value.refusals == (refusals.USERNAME_TAKEN,)
    assert User.objects.get_by_natural_key("KarTini") == user


def test_a_name_that_was_taken_this_very_moment_is_refused_like_any_other(people):
    User.objects.create(username="KARTINI", name="Kartini")  # as the question "is it free?" does not see it
    with pytest.raises(Refused) as refused:
        create_account(username="kartini", name="Kartini", by=people.ratih)
    assert refused.value.refusals == (refusals.USERNAME_TAKEN,)
    assert create_account(username="dewi.sartika", name="Dewi", by=people.ratih).pk


def test_the_database_itself_knows_no_case(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="WATI", name="Wati")


def test_a_name_is_one_string_and_a_single_word_is_enough(people):
    assert create_account(username="sukarno", name="  Sukarno ", by=None).name == "Sukarno"
    with pytest.raises(Refused) as refused:
        create_account(username="tanpa", name="  ", by=None)
    assert refused.value.refusals == (refusals.NAME_MISSING,)


def test_a_new_account_opens_with_a_link_only(people, client):
    user = create_account(username="baru", name="Orang Baru", by=people.ratih)
    assert not user.has_usable_password()
    path = password_path(user, by=people.ratih)
    page = client.get(path, follow=True)
    assert page.status_code == 200
    form = page.redirect_chain[-1][0]
    done = client.post(form, {"password1": "Kaledo-Teluk-41", "password2": "Kaledo-Teluk-41"}, follow=True)
    assert done.status_code == 200
    assert User.objects.get(pk=user.pk).check_password("Kaledo-Teluk-41")
    used = client.get(path, follow=True)
    assert "tidak berlaku lagi" in used.content.decode()


def test_the_link_itself_never_enters_the_journal(people):
    path = password_path(people.sari, by=None)
    entry = Entry.objects.latest("id")
    assert entry.event == "accounts.PasswordLinkMade"
    assert entry.data == {"user_id": people.sari.pk}
    assert path.rstrip("/").rsplit("-", 1)[-1] not in str(entry.data)


def test_a_closed_account_cannot_sign_in_and_its_posts_sleep(people):
    close_account(people.wati, by=people.joko)
    wati = User.objects.get(pk=people.wati.pk)
    assert (wati.is_active, wati.posts, wati.is_staff) == (False, [], False)
    reopen_account(wati, by=people.joko)
    assert User.objects.get(pk=people.wati.pk).is_staff


def test_nobody_closes_the_own_account_nor_the_last_administrator(people):
    with pytest.raises(Refused) as refused:
        close_account(people.ratih, by=people.ratih)
    assert set(refused.value.refusals) == {refusals.NOT_YOURSELF, refusals.LAST_IT_POST}


def test_a_head_cannot_take_over_the_administrator_with_a_password_link(people):
    with pytest.raises(Refused) as refused:
        password_path(people.ratih, by=people.joko)
    assert refused.value.refusals == (refusals.ONLY_IT_MAKES_IT,)
    with pytest.raises(Refused):
        remove_second_factor(people.ratih, by=people.joko)


def test_the_head_of_a_branch_does_not_reach_accounts_of_others(people):
    StaffPost.objects.create(user=people.yusuf, role=Role.HEAD, branch=people.timur)
    head = User.objects.get(pk=people.yusuf.pk)
    password_path(people.tono, by=head)
    for person in (people.wati, people.arman, people.sari):
        with pytest.raises(Refused):
            password_path(person, by=head)


def test_a_lost_telephone_is_helped(people):
    Authenticator.objects.create(user=people.wati, type=Authenticator.Type.TOTP, data={})
    assert remove_second_factor(people.wati, by=people.ratih) == 1
    assert Entry.objects.latest("id").event == "accounts.SecondFactorRemoved"


def test_the_first_administrator_is_made_once_and_gets_a_new_link_each_time(people):
    link = create_first_admin("Pertama", "pertama@example.id")
    other = create_first_admin("pertama")
    user = User.objects.get(username="pertama")
    assert StaffPost.objects.filter(user=user, role=Role.IT, branch=None).count() == 1
    assert link.startswith("/akun/sandi/atur/")
    assert other.startswith("/akun/sandi/atur/")


def test_a_closed_administrator_is_opened_again_by_whoever_holds_the_server(people):
    User.objects.filter(pk=people.ratih.pk).update(is_active=False)
    create_first_admin("ratih")
    assert User.objects.get(pk=people.ratih.pk).is_staff
