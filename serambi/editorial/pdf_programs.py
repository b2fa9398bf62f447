"""Does a PDF bring a program along? Looked for where a reader of PDF would find it, without running or rendering."""

import re
import zlib

_PROGRAM = re.compile(rb"/(?:JavaScript|JS|Launch)(?=[\s/(<\[>]|$)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_BEFORE = 400
"""The dictionary of a stream stands right before it."""
MOST_UNPACKED = 40_000_000
"""More objects than this in packed form are no leaflet of a library."""


def holds_a_program(data: bytes) -> bool:
    """True for scripts and starters of programs, in the open, written with `#4a` for letters, or in packed objects."""
    if _named(data):
        return True
    left, whole = MOST_UNPACKED, memoryview(data)
    for match in _STREAM.finditer(data):
        if b"ObjStm" not in _plain(data[max(0, match.start() - _BEFORE) : match.start()]):
            continue
        try:
            objects = zlib.decompressobj().decompress(whole[match.end() :], left)
        except zlib.error:
            continue  # encrypted or damaged: a reader without the password gets nothing out of it either
        left -= len(objects)
        if left <= 0 or _named(objects):
            return True
    return False


def _named(data: bytes) -> bool:
    return bool(_PROGRAM.search(_plain(data)))


def _plain(data: bytes) -> bytes:
    """Names without their escapes: `/J#61vaScript` is `/JavaScript`."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data
