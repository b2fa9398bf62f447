"""Covers by the file names that titles carry, out of an uploaded archive of pictures (SLiMS: images/docs)."""

import zipfile
from collections.abc import Iterator

from serambi.catalogue import bulk
from serambi.catalogue.cataloguing.covers import covers_of, put
from serambi.catalogue.models import BibRecord, StagedRecord
from serambi.kit.refusal import Refused
from serambi.moving import scratch
from serambi.moving.chain import held
from serambi.moving.models import Move, MoveFile
from serambi.moving.storing import path_of
from serambi.moving.unpacking import BROKEN, Unreadable, pictures_in

LARGEST = 15_000_000
"""Bytes of a picture; `kit.pictures` refuses larger ones anyway."""
_WANTED = "SELECT image, target FROM cover WHERE target IS NOT NULL ORDER BY target"


def bring(move: Move) -> None:
    """Give the records that this move added their covers; safe to run again. Says how many fit and how many came."""
    if not move.found.get("covers"):
        return
    with scratch.opened(move.pk) as wire:
        wanted = wire.execute(_WANTED).fetchall()
    fitting = came = refused = 0
    for record, data in _pictures(move, wanted):
        fitting += 1
        if data is None or len(data) > LARGEST:
            refused += 1
            continue
        try:
            put(record, data, by=move.acted_by)
            came += 1
        except Refused:
            refused += 1
    with held(move) as locked:
        locked.found |= {"covers_matched": fitting, "covers_came": came, "covers_refused": refused}
        locked.save(update_fields=["found"])
    move.found = locked.found


def _pictures(move: Move, wanted: list[tuple[str, int]]) -> Iterator[tuple[BibRecord, bytes | None]]:
    """Records added by the move that have no cover yet, with their picture (None when it is damaged)."""
    added = StagedRecord.Outcome.ADDED
    for piece in bulk.in_pieces(wanted, 200):
        rows = StagedRecord.objects.filter(batch=move.batch_id, position__in=[t for _i, t in piece], outcome=added)
        records = dict(rows.values_list("position", "record"))
        have = covers_of([pk for pk in records.values() if pk])
        known = BibRecord.objects.in_bulk([pk for pk in records.values() if pk and pk not in have])
        images = {image: known[records[target]] for image, target in piece if records.get(target) in known}
        yield from _read(move, images)


def _read(move: Move, images: dict[str, BibRecord]) -> Iterator[tuple[BibRecord, bytes | None]]:
    for file in move.files.filter(kind=MoveFile.Kind.COVERS):
        path = path_of(file.path)
        try:
            places = pictures_in(path)
        except Unreadable:
            continue
        with zipfile.ZipFile(path) as archive:
            for image in [name for name in images if name in places]:
                try:
                    with archive.open(places[image]) as stream:
                        data = stream.read(LARGEST + 1)
                except BROKEN:
                    data = None
                yield images.pop(image), data
