"""Reading the environment into settings. Pure functions; a mistake stops the start with a sentence that names it."""

import os
import secrets
import time
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on (any case) are yes; empty is the default."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str) -> int:
    """A whole number from 0; empty is 0. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or "0"
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: a whole number is meant")
    return int(value)


def names(text: str) -> list[str]:
    """Names separated by commas, with or without blanks between."""
    return [name.strip() for name in text.split(",") if name.strip()]


def profile(name: str, folder: Path) -> dict:
    """The city profile `name`. Raises ImproperlyConfigured, listing the known ones, when there is none."""
    path = folder / f"{name}.toml"
    if not name.isidentifier() or not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml")))
        raise ImproperlyConfigured(f"SERAMBI_PROFILE={name!r}: no such profile; known are {known}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def secret_key(data: Path) -> str:
    """From SERAMBI_SECRET_KEY, or made once and kept (mode 600) in the data folder.

    Raises ImproperlyConfigured when the folder cannot be used.
    """
    if key := os.environ.get("SERAMBI_SECRET_KEY"):
        return key
    path = data / "secret.key"
    try:
        for _trial in range(50):
            if key := _kept_key(path):
                return key
            time.sleep(0.02)  # another process made the file this moment and has not written yet
        path.unlink(missing_ok=True)  # nobody is writing: a full disk or a power cut left it empty, and it never served
        return _kept_key(path)
    except OSError as error:
        raise ImproperlyConfigured(f"SERAMBI_DATA={data}: the key cannot be kept there ({error.strerror})") from error


def _kept_key(path: Path) -> str:
    """The key, made when there is none yet; "" while the file is empty."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(64))
    return path.read_text()


def _parts(url: str) -> SplitResult | None:
    """The parts of an address; None when it is none, or its port no number."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (raises)
    except ValueError:
        return None
    return parts


def database(url: str, data: Path) -> dict:
    """Django's database settings: SQLite in `data` when `url` is empty, else PostgreSQL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "serambi.sqlite3",
            "OPTIONS": {
                # writers queue up front instead of failing half-way (docs/decisions)
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; "
                # pages that an import touches again and again reach the disk once in 16 MB, not in 4
                "PRAGMA wal_autocheckpoint=4000",
            },
            "TEST": {"NAME": os.environ.get("SERAMBI_TEST_SQLITE") or None},
        }
    parts = _parts(url)
    if parts is None or parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("SERAMBI_DATABASE must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(url: str) -> tuple[str, dict]:
    """Django's e-mail backend and settings; without `url`, mail is printed where the server runs."""
    if not url:
        return "django.core.mail.backends.console.EmailBackend", {}
    parts = _parts(url)
    if parts is None or parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("SERAMBI_MAIL must read smtp://user:password@host:port (smtps for TLS)")
    return "django.core.mail.backends.smtp.EmailBackend", {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }


def anymail(known: Mapping[str, str]) -> dict[str, str]:
    """What django-anymail reads, where a library has installed it: SERAMBI_ANYMAIL_MAILGUN_API_KEY and the like."""
    start = "SERAMBI_ANYMAIL_"
    return {name.removeprefix(start): value for name, value in known.items() if name.startswith(start)}


def site(url: str, hosts: list[str], *, secure: bool) -> str:
    """The library's own address, without a slash at its end, for links in messages."""
    if not url:
        host = next((each for each in hosts if each.strip(".*")), "localhost").lstrip(".")
        return f"{'https' if secure else 'http'}://{host}"
    parts = _parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured("SERAMBI_SITE must read https://perpustakaan.example")
    return url.rstrip("/")


def whatsapp(known: Mapping[str, str]) -> dict[str, str]:
    """The WhatsApp Cloud API. Without TOKEN and PHONE_ID, messages are sent by hand through wa.me links."""
    defaults = {"URL": "https://graph.facebook.com", "VERSION": "v23.0"}
    names_known = ("TOKEN", "PHONE_ID", "APP_SECRET", "VERIFY", "VERSION", "URL")
    return {name: known.get(f"SERAMBI_WHATSAPP_{name}", "").strip() or defaults.get(name, "") for name in names_known}


def messages(known: Mapping[str, str], hosts: list[str], *, secure: bool) -> dict:
    """The settings of messages to members (docs/notices.md)."""
    return {
        "SERAMBI_SITE": site(known.get("SERAMBI_SITE", ""), hosts, secure=secure),
        "SERAMBI_PUSH_KEY": known.get("SERAMBI_PUSH_KEY", ""),
        "SERAMBI_WHATSAPP": whatsapp(known),
        "ANYMAIL": anymail(known),
    }


def cache_key_prefix() -> str:
    """Tests that run side by side must not count each other's sign-in attempts."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")
