"""What came from elsewhere is written down, unchanged since, and under a licence that lies beside it."""

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROWS = json.loads((ROOT / "serambi/ui/static/ui/vendor/manifest.json").read_text("utf-8"))


def test_every_vendored_file_is_the_one_that_was_recorded():
    for row in ROWS:
        assert hashlib.sha256((ROOT / row["file"]).read_bytes()).hexdigest() == row["sha256"], row["file"]


def test_every_vendored_file_is_recorded():
    recorded = {row["file"] for row in ROWS}
    for folder in ("serambi/ui/static/ui/vendor", "serambi/ui/static/ui/fonts", "house/vendor"):
        for path in (ROOT / folder).iterdir():
            if path.name != "manifest.json":
                assert path.relative_to(ROOT).as_posix() in recorded


def test_each_package_has_a_licence_we_may_use_and_its_text():
    allowed = {"0BSD", "OFL-1.1", "MIT", "BSD-3-Clause", "Apache-2.0"}
    for row in ROWS:
        assert row["licence"] in allowed or (row["package"] == "axe-core" and row["file"].startswith("house/"))
    licensed = {row["package"] for row in ROWS if "LICENSE" in row["file"]}
    assert licensed == {row["package"] for row in ROWS}


def test_versions_are_the_pinned_ones():
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))
    pinned = wanted["dependencies"] | wanted["devDependencies"]
    assert {row["package"]: row["version"] for row in ROWS} == pinned
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock  # the lock names no host: whoever installs chooses the registry
    assert lock.count('"integrity"') == len(pinned)
