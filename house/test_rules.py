"""House rules no linter knows. Each test is one rule; its name is the rule."""

import ast
import re
from pathlib import Path

import pytest

from house.verdict import nothing_wrong

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "serambi"
COUNTERS = {"public", "staff", "api", "front", "ui", "config"}
HTTP = ("django.http", "django.shortcuts", "django.views", "django.template.response")
WEB_FILES = {
    # they stand where a request comes in, whatever room they are in
    "middleware.py",
    "adapter.py",
    "access.py",
    "sign_in_forms.py",
    "guarding.py",
    "csv_file.py",
}
NOBODY_ACTS = {
    "serambi/branches/profile.py",  # seeds an empty library from its city profile
    "serambi/patrons/example.py",  # the same with members
    "serambi/accounts/example.py",  # fills an empty library before anybody is there
    "serambi/circulation/example.py",  # the same with loans and reservations
    "serambi/accounts/first_admin.py",  # makes the first person who could act
}  # fmt: skip
EMPTY_WORDS = {"core", "common", "utils", "util", "helpers", "helper", "base", "services", "service", "misc", "lib"}
GROUND = {"kit", "modules", "journal"}  # below accounts: they know no user
LONGEST = 300


def python_files(*folders, tests: bool = True, migrations: bool = False):
    for folder in folders or (HOUSE, ROOT / "house", ROOT / "journeys", ROOT / "tools", ROOT / "bench", ROOT / "demo"):
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(ROOT).parts
            if ("migrations" in parts and not migrations) or ("tests" in parts and not tests):
                continue
            yield path


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def rule_modules():
    """Files that hold rules: neither counters nor tests."""
    for path in python_files(HOUSE, tests=False):
        if not set(path.relative_to(HOUSE).parts) & COUNTERS and path.name not in WEB_FILES:
            yield path


def test_rules_never_see_a_request():
    nothing_wrong(f"{short(p)} imports {m}" for p in rule_modules() for m in imports(p) if m.startswith(HTTP))


def test_no_file_is_longer_than_300_lines():
    nothing_wrong(
        f"{short(path)} has {length} lines"
        for path in python_files()
        if not is_a_list(path)
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    )


def is_a_list(path: Path) -> bool:
    """Data in Python: docstring, imports, assignments and nothing else."""
    plain = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    return all(isinstance(node, plain) for node in tree(path).body)


def test_nobody_listens_to_save_signals():
    words = re.compile(r"\b(pre_save|post_save|pre_delete|post_delete|m2m_changed)\b")
    nothing_wrong(
        f"{short(p)}: {words.search(p.read_text())[0]}" for p in python_files(HOUSE) if words.search(p.read_text())
    )


def relations(path: Path):
    """(line, target) of every foreign key that names its target as a string."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
            targets = node.args[:1] + [k.value for k in node.keywords if k.arg in ("to", "through")]
            yield from (
                (node.lineno, t.value) for t in targets if isinstance(t, ast.Constant) and isinstance(t.value, str)
            )


def test_no_foreign_key_names_another_rooms_model_as_a_string():
    nothing_wrong(f"{short(p)}:{line} {to}" for p in python_files(HOUSE) for line, to in relations(p) if "." in to)


def test_no_package_or_file_has_a_name_that_says_nothing():
    nothing_wrong(
        short(path) for path in python_files(HOUSE) if {path.stem, *path.relative_to(HOUSE).parts[:-1]} & EMPTY_WORDS
    )


def test_every_room_says_what_it_is_for():
    rooms = [path for path in HOUSE.iterdir() if (path / "apps.py").exists()]
    assert rooms
    nothing_wrong(
        f"serambi/{room.name}/__init__.py needs a docstring: purpose, words, lock order"
        for room in rooms
        if len(ast.get_docstring(tree(room / "__init__.py")) or "") < 30
    )


def test_every_file_with_behaviour_says_what_it_is():
    """A docstring on the module, or on each of its public functions and classes."""
    bare = []
    for path in python_files(HOUSE, tests=False):
        module = tree(path)
        parts = [n for n in module.body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and n.name[0] != "_"]
        silent = not ast.get_docstring(module) and not any(ast.get_docstring(part) for part in parts)
        if silent and len(parts) > 1:
            bare.append(short(path))
    nothing_wrong(bare)


UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|breakpoint\(|pdb\.set_trace)")


def test_nothing_is_left_for_later():
    me = Path(__file__)
    kinds = {".py", ".html", ".css", ".js", ".toml", ".md"}
    found = []
    for folder in (HOUSE, ROOT / "house", ROOT / "journeys", ROOT / "docs", ROOT / "tools", ROOT / "profiles"):
        for path in folder.rglob("*"):
            if path.suffix in kinds and path != me and "vendor" not in path.parts and path.is_file():
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    if word := UNFINISHED.search(line):
                        found.append(f"{short(path)}:{number} {word[0]}")
    nothing_wrong(found)


def test_nobody_prints():
    """`say` and sys.stdout are for programs; a forgotten print is for nobody."""
    nothing_wrong(
        f"{short(path)}:{node.lineno}"
        for path in python_files(HOUSE)
        if path.name not in {"cli.py", "command_line.py"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    )


def acts():
    """(path, function) of every act: a public function of a rule module that runs in its own transaction."""
    for path in rule_modules():
        if path.name in {"tasks.py", "schedule.py"} or path.relative_to(HOUSE).parts[0] in {
            "kit",
            "modules",
            "journal",
        }:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and node.name[0] != "_":
                marks = {ast.unparse(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
                if "transaction.atomic" in marks:
                    yield path, node


def test_every_act_is_told_who_acts():
    nothing_wrong(
        (
            f"{short(path)}:{node.lineno} {node.name}() has no keyword by="
            for path, node in acts()
            if short(path) not in NOBODY_ACTS and "by" not in {a.arg for a in node.args.kwonlyargs}
        ),
        advice="An act takes `*, by`: the user, or None for the house itself.",
    )


def test_every_event_is_a_frozen_fact_with_ids_only():
    loose = []
    for path in HOUSE.glob("*/events.py"):
        for node in tree(path).body:
            if not isinstance(node, ast.ClassDef) or path.parent.name == "journal":
                continue
            marks = " ".join(ast.unparse(d) for d in node.decorator_list)
            if "frozen=True" not in marks:
                loose.append(f"{short(path)}: {node.name} is not a frozen dataclass")
            loose += [
                f"{short(path)}: {node.name}.{f.target.id} is {ast.unparse(f.annotation)}; journal rows carry ids only"
                for f in node.body
                if isinstance(f, ast.AnnAssign) and re.search(r"\b(email|phone|name|password|address)\b", f.target.id)
            ]
    nothing_wrong(loose)


def test_nobody_imports_inside_another_rooms_tests():
    nothing_wrong(
        f"{short(p)} imports {m}" for p in python_files(HOUSE, tests=False) for m in imports(p) if ".tests" in m
    )


@pytest.mark.parametrize("room", sorted(p.parent.name for p in HOUSE.glob("*/apps.py")))
def test_every_room_with_behaviour_has_tests(room):
    behaviour = [
        p for p in python_files(HOUSE / room, tests=False) if p.name not in {"apps.py", "__init__.py", "urls.py"}
    ]
    if behaviour and not list((HOUSE / room / "tests").rglob("test_*.py")):
        pytest.fail(f"serambi/{room} has no tests/test_*.py", pytrace=False)
