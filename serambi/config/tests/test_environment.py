"""The environment is read with care: a mistake stops the start with a sentence that names it."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from serambi.config.environment import database, flag, mail, names, number, profile, secret_key

PROFILES = Path(__file__).resolve().parents[3] / "profiles"


@pytest.mark.parametrize(("text", "meant"), [("1", True), ("yes", True), ("ON", True), ("0", False), ("no", False)])
def test_flags_are_plain_words(monkeypatch, text, meant):
    monkeypatch.setenv("SERAMBI_X", text)
    assert flag("SERAMBI_X", default=not meant) is meant


def test_an_empty_flag_is_its_default(monkeypatch):
    monkeypatch.setenv("SERAMBI_X", " ")
    assert flag("SERAMBI_X", default=True) is True


def test_a_number_is_a_whole_number(monkeypatch):
    monkeypatch.setenv("SERAMBI_X", "2")
    assert number("SERAMBI_X") == 2
    assert number("SERAMBI_NOT_SET") == 0
    monkeypatch.setenv("SERAMBI_X", "-1")
    with pytest.raises(ImproperlyConfigured, match="SERAMBI_X"):
        number("SERAMBI_X")


@pytest.mark.parametrize("name", ["bima", "solok", "payakumbuh", "pasuruan", "palu"])
def test_every_city_has_a_profile(name):
    assert profile(name, PROFILES)["library"]["zone"].startswith("Asia/")


@pytest.mark.parametrize("name", ["atlantis", "../secret", "", "palu.toml"])
def test_an_unknown_profile_is_refused_with_the_known_ones(name):
    with pytest.raises(ImproperlyConfigured, match="palu"):
        profile(name, PROFILES)


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("SERAMBI_SECRET_KEY", raising=False)
    first = secret_key(tmp_path)
    assert len(first) > 60
    assert secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_key_that_a_full_disk_left_empty_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.delenv("SERAMBI_SECRET_KEY", raising=False)
    monkeypatch.setattr("serambi.config.environment.time.sleep", lambda seconds: None)
    (tmp_path / "secret.key").touch()
    assert len(secret_key(tmp_path)) > 60
    assert secret_key(tmp_path) == (tmp_path / "secret.key").read_text()


def test_a_folder_that_cannot_be_used_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("SERAMBI_SECRET_KEY", raising=False)
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="SERAMBI_DATA"):
        secret_key(tmp_path / "file" / "var")


def test_names_may_have_blanks_between(tmp_path):
    assert names("perpus.palu.go.id, www.perpus.palu.go.id,,") == ["perpus.palu.go.id", "www.perpus.palu.go.id"]
    assert names("") == []


def test_postgresql_is_chosen_by_its_address(tmp_path):
    chosen = database("postgresql://budi:p%40ss@db:5433/pustaka", tmp_path)
    assert (chosen["USER"], chosen["PASSWORD"], chosen["PORT"], chosen["NAME"]) == ("budi", "p@ss", "5433", "pustaka")


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host", "nonsense", "postgresql://h:5432x/n", "postgresql://[/n"]
)
def test_another_database_is_refused(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SERAMBI_DATABASE"):
        database(url, tmp_path)


def test_sqlite_writers_queue_in_front(tmp_path):
    assert database("", tmp_path)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_mail_over_tls_is_understood():
    backend, options = mail("smtps://u:p@mail.example.id:465")
    assert backend.endswith("smtp.EmailBackend")
    assert options["EMAIL_USE_SSL"]
    for wrong in ("http://mail", "smtp://mail:x", "smtp://[", "smtp://"):
        with pytest.raises(ImproperlyConfigured, match="SERAMBI_MAIL"):
            mail(wrong)
