"""What the tools say: import contract, ruff, migrations, locks."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.schema import copy_to
from house.verdict import nothing_wrong

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def run(*command, **environment) -> str:
    """The output of a command that must succeed."""
    result = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=240
    )
    if result.returncode:
        pytest.fail(f"{' '.join(map(str, command))}\n{result.stdout[-6000:]}{result.stderr[-3000:]}", pytrace=False)
    return result.stdout


def test_nobody_imports_upwards_and_neighbours_are_strangers():
    assert "0 broken" in run(BIN / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml")


def test_ruff_finds_nothing():
    run(BIN / "ruff", "check", "--no-cache", "--output-format", "concise", ".")


def test_the_code_is_formatted():
    run(BIN / "ruff", "format", "--no-cache", "--check", ".")


def test_migrations_say_what_the_models_say(tmp_path):
    run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", SERAMBI_DATA=str(tmp_path))


def ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("serambi.")}


def test_every_migration_can_be_taken_back():
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    nothing_wrong(
        f"{app} {name}: {operation.describe()}"
        for (app, name), migration in migrations.items()
        if app in ours()
        for operation in migration.operations
        if not operation.reversible
    )


FORTH_AND_BACK = """
import django; django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate([(label, None) for label in {labels!r}])
forth = MigrationExecutor(connection)
forth.migrate(forth.loader.graph.leaf_nodes())
"""


def test_migrations_run_forward_and_back(tmp_path):
    """On an SQLite file that all migrations made: every room back to nothing, to the newest again.

    Not editorial, accounts and branches: Wagtail's tables stand on theirs, and its own migrations fail on the way
    back (wagtailimages 0023).
    """
    labels = sorted(
        (ours() - {"editorial", "accounts", "branches"}) & {app for app, _ in MigrationLoader(None).disk_migrations}
    )
    copy_to(tmp_path / "serambi.sqlite3")
    there = {"SERAMBI_DATA": str(tmp_path), "SERAMBI_DATABASE": "", "DJANGO_SETTINGS_MODULE": "serambi.config.settings"}
    run(sys.executable, "-c", FORTH_AND_BACK.format(labels=labels), **there)


LINE = re.compile(r"^([A-Za-z0-9._-]+)(\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


@pytest.mark.parametrize("name", ["run", "dev"])
def test_the_lock_is_in_step_with_what_is_asked_for(name):
    wanted = [
        Requirement(line.split("#")[0].strip())
        for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
        if line.split("#")[0].strip() and not line.startswith("-r")
    ]
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    locked = {canonicalize_name(package): version for package, _extras, version in LINE.findall(text)}
    nothing_wrong(
        (
            f"{each}: locked is {locked.get(canonicalize_name(each.name), 'nothing')}"
            for each in wanted
            if not (version := locked.get(canonicalize_name(each.name))) or not each.specifier.contains(version)
        ),
        advice="Run make lock.",
    )
    assert text.count("--hash=sha256:") >= len(locked), "every package is locked with its hash"


def test_the_installed_packages_are_the_locked_ones():
    from importlib.metadata import PackageNotFoundError, version

    lines = (ROOT / "requirements" / "run.txt").read_text().splitlines()
    locked = [Requirement(line.rstrip(" \\")) for line in lines if LINE.match(line)]
    found = []
    for each in locked:
        if each.marker and not each.marker.evaluate():
            continue  # for another system or another Python
        try:
            have = version(each.name)
        except PackageNotFoundError:
            have = "nothing"
        if have == "nothing" or not each.specifier.contains(have):
            found.append(f"{each}: installed is {have}")
    nothing_wrong(found, advice="Run make setup.")
