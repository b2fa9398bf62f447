"""What every test may ask for: the cast, people who sign in, the background worker, an index, folders of their own.

Runs on SQLite (a file of its own for each worker) or, with SERAMBI_DATABASE, on PostgreSQL. Nothing leaves the machine.
"""

import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.management import call_command

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs an event loop in the test's thread

NEAR = {"127.0.0.1", "::1", "localhost"}


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Tests read Indonesian as people do; the compiled files are not in the repository.

    Done before anything is collected: a process keeps what it has once read, and reading begins with the collection.
    """
    from hypothesis import HealthCheck, settings

    from serambi.config.messages import compile_all

    compile_all()
    # a run that says yes says yes again, busy or not; `make test-slow` goes looking for what nobody thought of
    settings.register_profile(
        "same", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.register_profile("search", max_examples=1000, deadline=None)
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("same")


LONG = (
    "journeys/test_kill_nine.py",
    "journeys/test_moving_in.py",
    "house/test_access.py",
    "house/test_hostile.py",
    "house/test_crawl.py",
    "serambi/catalogue/tests/test_resuming.py",
    "serambi/config/tests/test_supervisor.py",
    "serambi/catalogue/tests/test_describing_apart.py",
    "house/test_tools.py",
    "serambi/moving/tests/test_killed.py",
    "serambi/catalogue/tests/test_importing.py",
    "house/test_queries.py",
    "serambi/discovery/tests/test_public_pages.py",
)
"""Files that take long begin first: no worker is left alone with one at the end (with --no-loadscope-reorder)."""


def pytest_collection_modifyitems(config, items):
    """Long files first. On PostgreSQL only what meets a database is run: the rest has had its turn on SQLite."""
    items.sort(key=lambda item: LONG.index(found) if (found := item.nodeid.partition("::")[0]) in LONG else len(LONG))
    if not os.environ.get("SERAMBI_DATABASE"):
        return
    kept, left = [], []
    for item in items:
        meets = {"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db")
        (kept if meets else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """SQLite tests use a file, as a library does: threads and processes then behave as they do in production."""
    from django.conf import settings
    from django.db import connections

    from house.schema import copy_to, postgres_template

    if os.environ.get("SERAMBI_DATABASE"):
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = postgres_template()
        yield
        return
    folder = Path(tempfile.mkdtemp(prefix="serambi-test-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    for known in (settings.DATABASES["default"], connections["default"].settings_dict):
        known.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
        # pytest-django prepares a database only for tests that name one; the others must not meet the real one
        known["NAME"] = str(folder / "nothing.sqlite3")
    copy_to(folder / "test.sqlite3")
    yield
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """SQLite tests begin with a copy of the tables (house/schema.py) instead of migrating each time."""
    return django_db_keepdb or not os.environ.get("SERAMBI_DATABASE")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables, and what migrations lay into them remembered (house/first_rows.py)."""
    from house.first_rows import remember

    with django_db_blocker.unblock():
        remember()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with committed data sweeps every table when it ends; what migrations had laid comes back for the next."""
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem is None:
        return  # the database is gone already
    if "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction")):
        from pytest_django.plugin import blocking_manager_key

        from house.first_rows import lay_again

        with item.config.stash[blocking_manager_key].unblock():
            lay_again()


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Nothing a test writes outlives it, and nothing it reads was left by another."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SERAMBI_INDEX = tmp_path / "index"
    settings.SERAMBI_IMPORTS = tmp_path / "imports"
    settings.SERAMBI_REQUIRE_SECOND_FACTOR = False  # the tests of the second factor switch it on
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def fresh_memory(monkeypatch):
    """What a process keeps in memory for some seconds belongs to one test only, and to the whole of a slow one."""
    from django.core.cache.backends.locmem import LocMemCache
    from django.utils import translation

    until = LocMemCache.get_backend_timeout

    def long(self, timeout=DEFAULT_TIMEOUT):
        return until(self, 600 if isinstance(timeout, int) and 0 < timeout < 600 else timeout)

    monkeypatch.setattr(LocMemCache, "get_backend_timeout", long)
    for name in ("local", "renditions"):
        caches[name].clear()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """A connection to anything but this machine is a mistake in the test or in the code."""
    connect = socket.socket.connect

    def near_only(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in NEAR:
            raise OSError(f"a test tried to reach {address}: tests stay on this machine")
        return connect(self, address)

    socket.socket.connect = near_only
    yield
    socket.socket.connect = connect


@pytest.fixture
def world(db):
    """The library everybody knows (house/cast.py): branches, people, thirty titles with their copies."""
    from house import cast

    return cast.world()


@pytest.fixture
def people(db):
    """Library, branches and people without any title: quicker than `world` for rooms that have no books."""
    from house import cast

    return cast.with_people(cast.place())


@pytest.fixture
def sign_in():
    """`sign_in(client, user)`: signed in, and back comes the client."""

    from house.cast import enter

    return enter


@pytest.fixture
def as_role(sign_in, world):
    """`as_role("desk")`: a client signed in as the person who stands for the role in house.cast.WHO."""
    from django.test import Client

    from house.cast import WHO

    def client(role, **options):
        username = WHO[role]
        fresh = Client(**options)
        return sign_in(fresh, getattr(world, username)) if username else fresh

    return client


@pytest.fixture
def run_tasks():
    """`run_tasks()`: the background worker works until its queue is empty."""

    def run():
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    return run


@pytest.fixture(scope="session")
def nursery():
    """Background workers that may be killed (house/nursery.py)."""
    from house.nursery import Nursery

    kept = Nursery()
    yield kept
    kept.close()


@pytest.fixture
def indexed(world):
    """The cast's titles in a search index of this test's own (settings.SERAMBI_INDEX)."""
    from house.searching import build_index

    build_index()
    return world


@pytest.fixture(scope="session")
def prepared_library(tmp_path_factory):
    """A data folder with the cast in it, for real servers; made once a test run, whatever the number of workers."""
    from house.live import prepared

    base = tmp_path_factory.getbasetemp()
    return prepared((base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "live")


@pytest.fixture(scope="session")
def library(prepared_library):
    """A running library (house/live.py) for reading: stories that change something take `own_library`."""
    from house.live import Library

    running = Library(prepared_library).start()
    yield running
    running.throw_away()


@pytest.fixture
def own_library(prepared_library):
    """A running library of this test's own."""
    from house.live import Library

    running = Library(prepared_library).start()
    yield running
    running.throw_away()


@pytest.fixture(scope="session")
def browser():
    """One Chromium a worker. Playwright starts when the first test asks for it."""
    from playwright.sync_api import sync_playwright

    from house.browser import ARGUMENTS, chromium

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()
