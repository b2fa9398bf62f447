"""The act of taking everything out, and the archive on disk."""

import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from serambi.branches.models import Library
from serambi.journal.record import record
from serambi.kit.refusal import Refused
from serambi.moving import refusals
from serambi.moving.departing.writing import bytes_of, write_everything
from serambi.moving.events import EverythingExported
from serambi.moving.models import Departure

KEEP = timedelta(days=30)
STUCK = timedelta(hours=12)


def folder() -> Path:
    path = Path(settings.DATA) / "exports"
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def path_of(departure: Departure) -> Path:
    """The archive. Raises FileNotFoundError when it is gone."""
    path = folder() / departure.path
    if not departure.path or Path(departure.path).name != departure.path or not path.is_file():
        raise FileNotFoundError(departure.path)
    return path


@transaction.atomic
def begin(*, by) -> Departure:
    """Ask for an archive of everything. Refuses while one is written; the caller queues `tasks.write_departure`."""
    Library.objects.select_for_update().order_by("pk").first()  # one after the other
    if Departure.objects.filter(state=Departure.State.WRITING, begun_at__gt=now() - STUCK).exists():
        raise Refused(refusals.WRITING_ALREADY)
    made = Departure.objects.create(by=by)
    record(EverythingExported(departure=made.pk), by=by)
    return made


def write(pk: int) -> None:
    """Write the archive; run again (its worker died), it begins anew."""
    from hashlib import sha256

    departure = Departure.objects.filter(pk=pk, state=Departure.State.WRITING).first()
    if departure is None:
        return
    name = f"serambi-{now():%Y%m%d-%H%M}-{secrets.token_hex(8)}.zip"
    target = folder() / name

    def told(done: int, step: str) -> None:
        Departure.objects.filter(pk=pk).update(done=done, step=step[:80])

    try:
        contents = write_everything(target, told)
    except BaseException as error:
        target.with_name(f"{name}.part").unlink(missing_ok=True)
        if isinstance(error, Exception):
            text = f"{type(error).__name__}: {error}"[:2000]
            Departure.objects.filter(pk=pk).update(state=Departure.State.FAILED, error=text, finished_at=now())
        raise
    target.chmod(0o600)
    digest = sha256()
    for piece in bytes_of(target):
        digest.update(piece)
    Departure.objects.filter(pk=pk).update(
        state=Departure.State.READY, path=name, size=target.stat().st_size, checksum=digest.hexdigest(),
        counts=contents.counts(), finished_at=now(), step="",
    )  # fmt: skip


def forget_old() -> None:
    """Archives go after a month: they hold personal data."""
    known = set()
    for departure in Departure.objects.exclude(path=""):
        if departure.begun_at < now() - KEEP:
            (folder() / departure.path).unlink(missing_ok=True)
            departure.path = ""
            departure.save(update_fields=["path"])
        else:
            known.add(departure.path)
    for path in folder().glob("serambi-*"):
        if path.name not in known and path.stat().st_mtime < (now() - timedelta(days=2)).timestamp():
            path.unlink(missing_ok=True)
