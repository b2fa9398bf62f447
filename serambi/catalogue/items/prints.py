"""Prints being drawn: the PDF of labels or of the register, its file, and throwing old ones away."""

import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils.timezone import now
from django.utils.translation import override

from serambi.branches.models import Library
from serambi.catalogue.bulk import in_pieces
from serambi.catalogue.items import register
from serambi.catalogue.labels import pages as labels
from serambi.catalogue.labels.sheets import BUILT_IN, Sheet
from serambi.catalogue.models import Item, LabelSheet, PrintJob
from serambi.ui.paper import pdf_of

_STATE, _KIND = PrintJob.State, PrintJob.Kind
KEEP = timedelta(days=14)


def sheets() -> list[Sheet]:
    """The library's own sheets first, then the known ones."""
    return [*(own.as_sheet() for own in LabelSheet.objects.all()[:100]), *BUILT_IN.values()]


def sheet_of(code: str) -> Sheet | None:
    """A sheet by its code; None when it is gone."""
    number = code.removeprefix("own-")
    if number != code and number.isascii() and number.isdigit() and len(number) < 19:
        own = LabelSheet.objects.filter(pk=int(number)).first()
        return own.as_sheet() if own else None
    return BUILT_IN.get(code)


def draw(job: PrintJob) -> PrintJob:
    """Draw a waiting job's PDF; doing it twice does no harm. An error is kept with the job."""
    if job.state != _STATE.WAITING:
        return job
    try:
        with override(settings.LANGUAGE_CODE):
            data, pages = _drawn(job)
    except Exception as error:
        PrintJob.objects.filter(pk=job.pk).update(
            state=_STATE.FAILED, error=f"{type(error).__name__}: {error}"[:500].replace("\x00", "")
        )
        raise
    name = f"{secrets.token_hex(12)}.pdf"
    folder().mkdir(parents=True, exist_ok=True)
    draft = folder() / f"{name}.part"
    draft.write_bytes(data)
    draft.replace(folder() / name)
    done = PrintJob.objects.filter(pk=job.pk, state=_STATE.WAITING)
    if not done.update(state=_STATE.DONE, path=name, pages=pages):
        (folder() / name).unlink(missing_ok=True)  # another worker was faster
    job.refresh_from_db()
    return job


def _drawn(job: PrintJob) -> tuple[bytes, int]:
    library = Library.objects.first()
    if job.kind == _KIND.REGISTER:
        return pdf_of(register.printed(job.asked, str(library or "")), register.CSS)
    sheet = sheet_of(job.asked["sheet"]) or BUILT_IN["tj-103"]
    wish = labels.Wish(
        kind=job.asked["kind"],
        start=job.asked.get("start", 1),
        shift_x=job.asked.get("shift_x", 0),
        shift_y=job.asked.get("shift_y", 0),
        outlines=job.asked.get("outlines", False),
        head=library.short_name if library else "",
    )
    said: dict[int, labels.Label] = {}
    for piece in in_pieces(job.items, 500):
        for item in Item.objects.filter(pk__in=piece).select_related("record"):
            call = item.call_number or item.record.call_number
            said[item.pk] = labels.Label(item.barcode, call, item.copy, item.record.title)
    found = [said[pk] for pk in job.items if pk in said]
    return pdf_of(labels.pages(sheet, found, wish), labels.sheet_css(sheet))


def folder() -> Path:
    return Path(settings.DATA) / "prints"


def file_of(job: PrintJob) -> Path | None:
    """The PDF, when it is still there."""
    path = folder() / Path(job.path).name
    return path if job.path and path.is_file() else None


def throw_old_away() -> None:
    """Jobs and files older than `KEEP`, and what a worker that was killed left behind."""
    until = now() - KEEP
    for job in PrintJob.objects.filter(created_at__lt=until):
        if path := file_of(job):
            path.unlink(missing_ok=True)
        job.delete()
    for path in folder().glob("*.pdf*"):
        if path.stat().st_mtime < until.timestamp():
            path.unlink(missing_ok=True)
