"""Pictures of covers: kept as WebP files named after their content, so that browsers may keep them for ever."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.models import BibRecord, Cover
from serambi.journal.record import record
from serambi.kit.pictures import Limits, Rendition, open_picture, renditions
from serambi.kit.refusal import Refused

WIDTHS = (160, 320, 640)
LIMITS = Limits(size=10_000_000, pixels=50_000_000, smallest=100)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "covers"


def path_of(name: str, width: int) -> Path:
    return folder() / name[:2] / f"{name}-{width}.webp"


def put(bib: BibRecord, data: bytes, *, by) -> Cover:
    """Make the uploaded picture the record's cover, in place of the one it has. Refuses what is no fit picture."""
    made = renditions(open_picture(data, LIMITS), widths=WIDTHS)
    widest = made[-1]
    for each in made:
        _keep(widest.digest, each)
    with transaction.atomic():
        mine = BibRecord.objects.select_for_update().filter(pk=bib.pk).first()
        if mine is None:
            raise Refused(refusals.RECORD_GONE)
        old = Cover.objects.filter(record=mine).first()
        values = {"name": widest.digest, "width": widest.width, "height": widest.height, "by": by}
        cover, _made = Cover.objects.update_or_create(record=mine, defaults=values)
        if old and old.name != cover.name:
            _drop_later(old.name)
        record(RecordsChanged(records=[mine.pk], works=[mine.work_id]), by=by)
    return cover


@transaction.atomic
def remove(bib: BibRecord, *, by) -> None:
    """Back to the generated cover."""
    mine = BibRecord.objects.select_for_update().filter(pk=bib.pk).first()
    if mine is None:
        raise Refused(refusals.RECORD_GONE)
    if forget(mine):
        record(RecordsChanged(records=[mine.pk], works=[mine.work_id]), by=by)


def forget(bib: BibRecord) -> bool:
    """Drop the cover of a locked record, files included; was there one?"""
    cover = Cover.objects.filter(record=bib).first()
    if cover is None:
        return False
    cover.delete()
    _drop_later(cover.name)
    return True


def forget_all(records: Iterable[int]) -> None:
    """Drop the covers of these locked records, files included."""
    found = Cover.objects.filter(record__in=list(records))
    names = set(found.values_list("name", flat=True))
    found.delete()
    for name in sorted(names):
        _drop_later(name)


def _keep(name: str, picture: Rendition) -> None:
    """Written beside and moved into place, so that nobody is ever served half a picture."""
    path = path_of(name, picture.width)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with beside.open("xb") as file:
            file.write(picture.data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _drop_later(name: str) -> None:
    """The files go once it is sure, and only when no other record has the same picture."""

    def drop():
        if not Cover.objects.filter(name=name).exists():
            for path in (folder() / name[:2]).glob(f"{name}-*.webp"):
                path.unlink(missing_ok=True)

    transaction.on_commit(drop)


def covers_of(records: Iterable[int]) -> dict[int, Cover]:
    """Covers by record id. One query."""
    found = Cover.objects.filter(record__in=list(records)).only("record_id", "name", "width", "height")
    return {each.record_id: each for each in found}


def first_of(records: list[int]) -> tuple[str, str]:
    """Address and srcset of the first of these records' covers; empty when none has a picture. One query."""
    found = covers_of(records)
    cover = next((found[pk] for pk in records if pk in found), None)
    return (address(cover, WIDTHS[-1]), srcset(cover)) if cover else ("", "")


def address(cover: Cover, width: int = 320) -> str:
    """Where the public gets it, in the greatest width that is not more than asked for and not more than it has."""
    return picture_address(cover.name, cover.width, width)


def picture_address(name: str, widest: int, width: int = 320) -> str:
    """`address` for who read name and width of a `Cover` with other columns."""
    return reverse("catalogue:cover", args=[name, min(width, widest)])


def srcset(cover: Cover) -> str:
    widths = sorted({min(width, cover.width) for width in WIDTHS})
    return ", ".join(f"{reverse('catalogue:cover', args=[cover.name, width])} {width}w" for width in widths)
