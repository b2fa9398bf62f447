"""Words between code and translation: finds every message, keeps the `.po` files in step, compiles them.

Pure Python (Babel), so that no library needs gettext's programs. Message ids are English, so English needs no file;
Indonesian is complete, one file a room: `serambi/<room>/locale/id/LC_MESSAGES/django.po`.
"""

import ast
import io
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[1]
LANGUAGE = "id"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SKIPPED_FOLDERS = {"tests", "migrations", "static", "locale", "__pycache__"}
TEMPLATES = {".html", ".txt", ".xml", ".svg"}
HEADER = r"""msgid ""
msgstr ""
"Language: id\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sdrif]|(?<!\{)\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][\w-]*")


def _blank() -> Catalog:
    """An empty catalogue that knows Indonesian's single plural form (Babel takes two for granted)."""
    return read_po(io.BytesIO(HEADER.encode()), locale=LANGUAGE)


def rooms() -> list[str]:
    """Every room that may speak: Django reads the words of installed apps only."""
    return sorted(path.name for path in HOUSE.iterdir() if (path / "apps.py").exists())


def po_path(room: str) -> Path:
    return HOUSE / room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def _sources(room: str) -> Iterator[Path]:
    for folder, below, names in os.walk(HOUSE / room):
        below[:] = sorted(set(below) - SKIPPED_FOLDERS)
        yield from (Path(folder, name) for name in sorted(names))


def _messages_in(path: Path) -> Iterator[tuple[int, str, list]]:
    """(line, function, its arguments) of one file; an argument that is no plain string is None.

    Raises SyntaxError or TemplateSyntaxError for a file that Django could not read either.
    """
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if function in KEYWORDS:
                    words = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
                    yield node.lineno, function, words
    elif path.suffix in TEMPLATES and "templates" in path.parts:
        lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).split("\n")
        source = "\n".join(line.lstrip() for line in lines).encode()  # a template's indentation is not Python's
        for line, function, found, _c in extract_python(io.BytesIO(source), KEYWORDS, [], {"encoding": "utf-8"}):
            yield line, function, [found] if isinstance(found, str) else list(found or ())


def extract(room: str) -> Catalog:
    """Every message the room's code and templates contain; `locations` say where."""
    catalog = _blank()
    for path in _sources(room):
        for line, function, parts in _messages_in(path):
            spec = KEYWORDS[function]
            context = parts.pop(0) if spec and isinstance(spec[0], tuple) and parts else None
            wanted = 2 if function.startswith(("ngettext", "npgettext")) else 1
            ids = parts[:wanted]
            if len(ids) < wanted or not all(isinstance(each, str) and each for each in ids):
                continue
            place = (path.relative_to(HOUSE.parent).as_posix(), line)
            catalog.add(tuple(ids) if wanted == 2 else ids[0], locations=[place], context=context)
    return catalog


def ids_of(room: str) -> set[str]:
    """The message ids of a room, with their context as gettext joins them."""
    return {f"{context}\x04{text}" if context else text for text, context in _by_key(extract(room))}


def read(room: str) -> Catalog:
    """The room's translations as they stand; empty when it has none yet."""
    path = po_path(room)
    if not path.exists():
        return _blank()
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def _by_key(catalog: Catalog) -> dict[tuple, Message]:
    return {_key(message): message for message in catalog if message.id}


def _as_text(message: Message) -> str:
    """The translation as one string; Indonesian has no plural form."""
    return message.string if isinstance(message.string, str) else next(iter(message.string), "")


def update(room: str, *, prune: bool = False) -> None:
    """Bring the room's file in step with its code. Unused translations stay as comments unless `prune`."""
    found, known = extract(room), read(room)
    forgotten = _by_key(known) | {_key(m): m for m in known.obsolete.values() if _as_text(m)}
    fresh = _blank()
    for key, message in _by_key(found).items():
        old = forgotten.pop(key, None)
        text = _as_text(old) if old else ""
        fresh.add(message.id, (text,) if isinstance(message.id, tuple) else text, context=message.context)
    if not prune:
        for message in forgotten.values():
            if _as_text(message):
                fresh.obsolete[message.id] = message
    path = po_path(room)
    if not len(fresh) and not fresh.obsolete:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, fresh, omit_header=True, no_location=True, sort_output=True, width=100)
    _replace(path, (HEADER + body.getvalue().decode().strip() + "\n").encode())


def _replace(path: Path, data: bytes) -> None:
    """Write the whole file at once: a reader beside us sees the old one or the new one."""
    if path.exists() and path.read_bytes() == data:
        os.utime(path)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644)
    os.replace(name, path)


def compile_all() -> int:
    """Compile every `.po` that is newer than its `.mo`; returns how many. This process reads the new words too."""
    compiled = 0
    for room in rooms():
        source = po_path(room)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        data = io.BytesIO()
        write_mo(data, read(room))
        _replace(target, data.getvalue())
        translation_file_changed(sender=None, file_path=target)  # Django reads while it starts, and keeps what it read
        compiled += 1
    return compiled


def problems() -> list[str]:
    """What is wrong with the translations, a sentence each: missing, unused, fuzzy, unequal, contradicting."""
    wrong = []
    meanings: dict[tuple, dict[str, str]] = defaultdict(dict)
    for room in rooms():
        catalog = read(room)
        found, known = _by_key(extract(room)), _by_key(catalog)
        for key in sorted(found.keys() - known.keys(), key=str):
            file, line = found[key].locations[0]
            wrong.append(f"{room}: {key[0]!r} ({file}:{line}) is not in the .po file: run tools/messages.py {room}")
        wrong += [
            f"{room}: {text!r} is no longer used: run tools/messages.py --prune {room}"
            for text, _context in sorted(known.keys() - found.keys(), key=str)
        ]
        for key, message in known.items():
            meanings[key][room] = _as_text(message)
            wrong += [f"{room}: {key[0]!r} {reason}" for reason in _flaws(message)]
    for (text, _context), by_room in meanings.items():
        if len(set(by_room.values()) - {""}) > 1:
            said = ", ".join(f"{room} says {word!r}" for room, word in by_room.items())
            wrong.append(f"{text!r} has two translations and only the first room's is shown: {said}")
    return wrong


def _flaws(message: Message) -> Iterator[str]:
    text = _as_text(message)
    if message.fuzzy:
        yield "is marked fuzzy: check it and remove the mark"
    if not text.strip():
        yield "has no translation"
        return
    original = message.id if isinstance(message.id, str) else message.id[-1]
    for name, pattern in (("placeholders", PLACEHOLDER), ("tags", TAG)):
        here, there = sorted(set(pattern.findall(original))), sorted(set(pattern.findall(text)))
        if here != there:
            yield f"has other {name} than its translation {text!r}: {here} and {there}"
    if original[:1].isspace() != text[:1].isspace() or original[-1:].isspace() != text[-1:].isspace():
        yield "and its translation differ in the space at their ends"
