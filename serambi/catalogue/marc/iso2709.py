"""One ISO 2709 record: bytes to `Marc`.

A record that is right takes the short way. Otherwise the directory is trusted as far as it agrees with the data, then
the fields are taken in their order when there are as many as tags; when neither works the record is refused.
"""

import re

from serambi.catalogue.marc import charset
from serambi.catalogue.marc.problems import Problem
from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc

FIELD_END, RECORD_END = 0x1E, 0x1D
ENTRY = 12
TAG = re.compile(r"[0-9A-Za-z]{3}")
# Tabs and line ends stay; the delimiters of the format are no content.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1e]")
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1c]")


class Unusable(Exception):
    """The record cannot be taken; carries the problem."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.problem = Problem(code, params)


def parse(raw: bytes) -> tuple[Marc | None, list[Problem], str]:
    """The record (None when refused), what was wrong, and the character set its text was in."""
    problems: list[Problem] = []
    try:
        listed = _as_listed(raw)
        tags, chunks = listed if listed else _repaired(raw, problems)
    except Unusable as refused:
        return None, [*problems, refused.problem], ""
    if raw.isascii() and b"\x1b" not in raw and b"&#x" not in raw:
        texts, encoding = b"\x1e".join(chunks).decode("ascii").split("\x1e"), "ascii"
    else:
        texts, encoding, found = charset.decode(chunks, tags, declared_utf8=raw[9:10] == b"a")
        problems += found
    leader = raw[:24].decode("latin-1")
    if not leader.isprintable():
        leader = "".join(char if char.isprintable() else " " for char in leader)
    fields = [
        ControlField(tag, text) if tag[:2] == "00" and "\x1f" not in text else _field(tag, text, problems)
        for tag, text in zip(tags, texts, strict=True)
    ]
    if CONTROL_BYTES.search(raw) or raw.find(b"\x1d", 0, -1) >= 0:
        _replace_controls(fields, problems)
    return Marc(leader, fields), problems, encoding


def _as_listed(raw: bytes) -> tuple[list[str], list[bytes]] | None:
    """Tags and data of a record whose leader and directory are right in every respect, else None."""
    if raw[-2:] != b"\x1e\x1d" or not raw[12:17].isdigit():
        return None
    base = int(raw[12:17])
    count, rest = divmod(base - 25, ENTRY)
    if rest or count < 1 or base > len(raw) or raw[base - 1] != FIELD_END:
        return None
    chunks = raw[base:-2].split(b"\x1e")
    directory = raw[24 : base - 1]
    if len(chunks) != count or not directory.isalnum():
        return None
    listing = directory.decode("ascii")
    start, at = 0, 0
    for chunk in chunks:
        length = len(chunk) + 1
        try:
            if int(listing[at + 3 : at + 7]) != length or int(listing[at + 7 : at + 12]) != start:
                return None
        except ValueError:
            return None
        start += length
        at += ENTRY
    return [listing[i : i + 3] for i in range(0, len(listing), ENTRY)], chunks


def _repaired(raw: bytes, problems: list[Problem]) -> tuple[list[str], list[bytes]]:
    """Tags and data of a record with a wrong leader, directory or end, as far as they can be told apart."""
    if len(raw) < 26:
        raise Unusable("no_fields" if raw[24:25] == b"\x1e" else "too_short")
    whole = raw[-1] == RECORD_END
    body = raw[:-1] if whole else raw
    listing_end = body.find(b"\x1e", 24)
    if listing_end < 0:
        raise Unusable("no_directory" if whole else "truncated")
    listing = body[24:listing_end].decode("latin-1")
    base = listing_end + 1
    data = body[base:]
    if not whole and not data.endswith(b"\x1e"):
        raise Unusable("truncated")
    data = data[:-1] if data.endswith(b"\x1e") else data
    tags = [listing[i : i + 3] for i in range(0, len(listing) - ENTRY + 1, ENTRY)]
    if not tags:
        raise Unusable("no_fields" if not data else "no_directory")
    if raw[12:17] != b"%05d" % base:
        problems.append(Problem("wrong_base"))
    if not whole:
        problems.append(Problem("missing_terminator"))
    chunks = data.split(b"\x1e")
    found = _by_positions(listing, data, chunks, problems)
    if found is None and len(tags) == len(chunks):
        problems.append(Problem("wrong_directory"))
        found = tags, chunks
    if found is None:
        raise Unusable("directory_broken" if whole else "truncated")
    tags = [_tag(tag, problems) for tag in found[0]]
    for i, chunk in enumerate(found[1]):
        if b"\x1e" in chunk:  # the directory says that this end mark is content
            found[1][i] = chunk.replace(b"\x1e", b" ")
            problems.append(Problem("control_characters", tag=tags[i]))
    return tags, found[1]


def _by_positions(
    listing: str, data: bytes, chunks: list[bytes], problems: list[Problem]
) -> tuple[list[str], list[bytes]] | None:
    """Fields where the directory says they are, if every entry meets whole fields; their order is free."""
    if len(listing) % ENTRY or not listing.isascii():
        return None
    ended = data + b"\x1e"
    starts: set[int] = set()
    tags, found = [], []
    for at in range(0, len(listing), ENTRY):
        if not listing[at + 3 : at + ENTRY].isdigit():
            return None
        length, start = int(listing[at + 3 : at + 7]), int(listing[at + 7 : at + ENTRY])
        end = start + length
        if length < 1 or end > len(ended) or ended[end - 1] != FIELD_END or (start and ended[start - 1] != FIELD_END):
            return None
        starts.add(start)
        tags.append(listing[at : at + 3])
        found.append(ended[start : end - 1])
    if len(starts) != len(tags):
        return None
    covered = sum(len(chunk) + 1 for chunk in found)
    if covered > len(ended):
        return None
    if covered < len(ended):
        # Data that no entry points at is kept under a local tag, so that nothing is lost.
        position, missing = 0, []
        for chunk in chunks:
            if position not in starts and chunk.strip():
                missing.append(chunk)
            position += len(chunk) + 1
        if missing and len(missing) == len(chunks) - len(found):
            tags += ["999"] * len(missing)
            found += missing
            problems.append(Problem("unlisted_fields", {"count": len(missing)}))
        elif missing:
            return None
    return tags, found


def _tag(tag: str, problems: list[Problem]) -> str:
    if TAG.fullmatch(tag):
        return tag
    kept = re.sub(r"[^!-~]", "?", tag) or "???"
    problems.append(Problem("bad_tag", {"tag": tag, "kept": kept}, tag=kept))
    return kept


def _field(tag: str, text: str, problems: list[Problem]) -> Field:
    parts = text.split("\x1f")
    head = parts[0]
    if tag[:2] == "00":
        problems.append(Problem("subfields_in_control", tag=tag))
        return ControlField(tag, " ".join(part[1:] for part in parts[1:] if part[1:]) or head.strip())
    if len(parts) == 1:
        if not tag.isdigit():
            return ControlField(tag, text)  # FMT, SYS and other local control fields
        return _unmarked(tag, text, problems)
    subfields = [(part[0], part[1:]) for part in parts[1:] if part]
    if len(subfields) < len(parts) - 1:
        problems.append(Problem("empty_subfield", tag=tag))
    if len(head) == 2:
        return DataField(tag, head[0], head[1], subfields)
    if len(head) < 2:
        problems.append(Problem("bad_indicators", tag=tag))
        return DataField(tag, head or " ", " ", subfields)
    stray = head[2:]
    problems.append(Problem("stray_text", {"text": stray[:60]}, tag=tag))
    if any(char.isalnum() for char in stray):
        subfields.insert(0, ("a", stray))
    return DataField(tag, head[0], head[1], subfields)


def _unmarked(tag: str, text: str, problems: list[Problem]) -> DataField:
    """A data field without any subfield mark: two characters that may be indicators, the rest is text."""
    problems.append(Problem("no_subfields", tag=tag))
    marks, rest = text[:2], text[2:]
    if re.fullmatch(r"[0-9 #|\\]{2}", marks) and rest[:1] not in "0123456789":
        return DataField(tag, marks[0], marks[1], [("a", rest)] if rest else [])
    return DataField(tag, " ", " ", [("a", text)] if text else [])


def _replace_controls(fields: list[Field], problems: list[Problem]) -> None:
    """Control characters (NUL cannot be stored, end marks would break writing) become spaces."""
    for field in fields:
        before = field.text(sep="")
        if isinstance(field, ControlField):
            field.value = CONTROLS.sub(" ", field.value)
        else:
            field.subfields = [
                (CONTROLS.sub(" ", code) if code else code, CONTROLS.sub(" ", value)) for code, value in field.subfields
            ]
            field.ind1, field.ind2 = CONTROLS.sub(" ", field.ind1), CONTROLS.sub(" ", field.ind2)
        if CONTROLS.search(before):
            problems.append(Problem("control_characters", tag=field.tag))
