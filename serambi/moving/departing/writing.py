"""Write the archive: MARC, every table as JSON lines and CSV, the files people uploaded, a README and checksums.

The archive is written to disk piece by piece, so its size needs no memory; killed, it begins anew.
"""

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime, now

from serambi.catalogue.exporting import Report, export
from serambi.kit import leaving
from serambi.kit.csv_file import cell
from serambi.moving.departing.readme import readme

PAGE = 1_000
PIECE = 1 << 20


@dataclass
class Written:
    """One file of the archive."""

    path: str
    text: str
    count: int | None = None
    """Records or rows; None for a file somebody uploaded."""
    size: int = 0
    sha256: str = ""


@dataclass
class Contents:
    """What the archive holds, told by its README."""

    made_at: str = ""
    files: list[Written] = field(default_factory=list)
    too_long: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    without: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        return {each.path: each.count for each in self.files if each.count is not None}


def write_everything(target: Path, told: Callable[[int, str], None] = lambda done, step: None) -> Contents:
    """Write the archive to `target`. `told(rows so far, table)` hears of progress; what it raises ends the writing."""
    draft = target.with_name(f"{target.name}.part")
    try:
        contents = _written(draft, told)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(target)
    return contents


def _written(draft: Path, told: Callable[[int, str], None]) -> Contents:
    said = leaving.said()
    contents = Contents(made_at=localtime(now()).isoformat(timespec="seconds"))
    contents.left_out = {name: str(reason) for name, reason in said.left_out.items()}
    leaving_names = {table.name for table in said.tables}
    contents.left_out |= dict.fromkeys((name for name in said.unmentioned if name not in leaving_names), "")
    done = 0
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6, allowZip64=True) as archive:
        for fmt, suffix in (("mrc", "mrc"), ("marcxml", "xml")):
            told(done, fmt)
            report = Report()
            written = Written(f"catalogue/records.{suffix}", fmt)
            _put(archive, written, export(fmt=fmt, with_items=True, report=report))
            written.count = report.written
            contents.files.append(written)
            contents.too_long += report.too_long
        for table in said.tables:
            told(done, table.name)
            contents.without |= {f"{table.name}.{name}": str(reason) for name, reason in table.without.items()}
            for written in _table(archive, table):
                contents.files.append(written)
            done += contents.files[-1].count or 0
        for source, name in uploaded_files():
            told(done, "files")
            written = Written(name, "file")
            try:
                _put(archive, written, bytes_of(source))
            except FileNotFoundError:
                continue
            contents.files.append(written)
        for language in ("id", "en"):
            archive.writestr(f"{'BACA-SAYA' if language == 'id' else 'README'}.md", readme(contents, language))
        sums = "".join(f"{each.sha256}  {each.path}\n" for each in contents.files)
        archive.writestr("SHA256SUMS", sums)
    return contents


def _put(archive: zipfile.ZipFile, written: Written, pieces: Iterator[bytes]) -> None:
    digest = hashlib.sha256()
    info = zipfile.ZipInfo(written.path, localtime(now()).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with archive.open(info, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            written.size += len(piece)
    written.sha256 = digest.hexdigest()


def _table(archive: zipfile.ZipFile, table: leaving.Table) -> Iterator[Written]:
    for suffix, lines in (("jsonl", _json_lines), ("csv", _csv_lines)):
        written = Written(f"tables/{table.name}.{suffix}", str(table.text))
        counter = [0]
        _put(archive, written, lines(table, counter))
        written.count = counter[0]
        yield written


def _rows(table: leaving.Table, counter: list[int]) -> Iterator[dict]:
    """The rows in the order of their keys, a page at a time."""
    key = table.model._meta.pk.attname
    names = table.fields if key in table.fields else [key, *table.fields]
    found = table.model._base_manager.order_by(key)
    last = None
    while page := list((found if last is None else found.filter(**{f"{key}__gt": last})).values(*names)[:PAGE]):
        last = page[-1][key]
        counter[0] += len(page)
        yield from page


def _plain(value):
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _json_lines(table: leaving.Table, counter: list[int]) -> Iterator[bytes]:
    encoder = DjangoJSONEncoder(ensure_ascii=False)
    for row in _rows(table, counter):
        yield encoder.encode({name: _plain(value) for name, value in row.items()}).encode("utf-8", "replace") + b"\n"


def _csv_lines(table: leaving.Table, counter: list[int]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _line(table.fields)
    for row in _rows(table, counter):
        yield _line([_cell(row[name]) for name in table.fields])


def _cell(value) -> str:
    value = _plain(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    return cell(value.isoformat() if hasattr(value, "isoformat") else value)


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def uploaded_files() -> Iterator[tuple[Path, str]]:
    """What people uploaded: pictures and documents, and the files of imports and moves."""
    for folder, name in ((Path(settings.MEDIA_ROOT), "files/media"), (Path(settings.SERAMBI_IMPORTS), "files/imports")):
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not path.is_symlink() and not _is_scratch(path):
                    yield path, f"{name}/{path.relative_to(folder).as_posix()}"


def _is_scratch(path: Path) -> bool:
    return path.parent.name == "moves" and path.suffix != ".move"


def bytes_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
