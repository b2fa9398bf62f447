"""The targets of copy cataloguing: add one, change it, take it away, try it."""

from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.catalogue.copying import refusals
from serambi.catalogue.copying.presets import BY_CODE
from serambi.catalogue.events import SruTargetChanged
from serambi.catalogue.models import SruTarget
from serambi.catalogue.sru import client
from serambi.catalogue.sru.asking import INDEX_NAME, Asked
from serambi.catalogue.sru.fetching import NotFetched, checked
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any

INDEXES = ("index_isbn", "index_issn", "index_title", "index_author", "index_any")
SHOWN_INDEXES = 60


def near() -> bool:
    """May targets lie on this machine or in a private network? Only where the setting SERAMBI_NEAR_TARGETS says so."""
    return bool(getattr(settings, "SERAMBI_NEAR_TARGETS", False))


@transaction.atomic
def add(values: dict, *, by) -> SruTarget:
    """A new target from the fields of the model. Refuses a name that is taken, an address or index that is none."""
    target = SruTarget(**values)
    _check(target)
    last = SruTarget.objects.order_by("-position").values_list("position", flat=True).first() or 0
    target.position = target.position if "position" in values else min(last + 1, 30_000)
    return _save(target, by)


def add_preset(code: str, *, by) -> SruTarget:
    """A target from a preset; KeyError for an unknown one."""
    preset = asdict(BY_CODE[code])
    preset["preset"] = preset.pop("code")
    return add(preset, by=by)


@transaction.atomic
def change(target: SruTarget, values: dict, *, by) -> SruTarget:
    """Give the target these values. What the last try said is forgotten when it would be asked differently."""
    target = SruTarget.objects.select_for_update().get(pk=target.pk)
    before = target.server
    for name, value in values.items():
        setattr(target, name, value)
    _check(target)
    if target.server != before:
        target.tried_at, target.tried = None, {}
    return _save(target, by)


@transaction.atomic
def remove(target: SruTarget, *, by) -> None:
    """Take the target away, with what it answered lately."""
    pk = target.pk
    SruTarget.objects.filter(pk=pk).delete()
    record(SruTargetChanged(target=pk), by=by)


def _check(target: SruTarget) -> None:
    try:
        checked(target.address)
        address = []
    except NotFetched:
        address = [refusals.TARGET_ADDRESS]
    names = [getattr(target, name) for name in INDEXES]
    taken = SruTarget.objects.filter(name=target.name).exclude(pk=target.pk).exists()
    refuse_if_any(
        [
            *address,
            *([refusals.TARGET_INDEX] if any(name and not INDEX_NAME.match(name) for name in names) else []),
            *([refusals.TARGET_NO_INDEX] if not any(names) else []),
            *([refusals.TARGET_NAME] if taken else []),
        ]
    )


def _save(target: SruTarget, by) -> SruTarget:
    try:
        with transaction.atomic():
            target.save()
    except IntegrityError:  # somebody else took the name this very moment
        raise Refused(refusals.TARGET_NAME) from None
    record(SruTargetChanged(target=target.pk), by=by)
    return target


@dataclass(slots=True)
class Tried:
    """What came of a try, kept with the target as plain data."""

    address: str = ""
    code: str = ""
    diagnostic: int | None = None
    said: str = ""
    total: int | None = None
    title: str = ""
    seconds: float = 0.0
    server: str = ""
    marc_schema: str = ""
    indexes: list[str] = field(default_factory=list)
    explains: str = ""
    """Empty when the server explained itself, else the code of what came instead; "nothing" when it told nothing."""


def try_out(target: SruTarget, words: str, *, by) -> Tried:
    """Ask the target for `words` and for what it says about itself; both are kept with it. Never raises for the far
    end's sake. Holds no transaction while it waits."""
    found = client.search(target.server, Asked(anything=words), seconds=target.seconds, most=1, near=near())
    first = next((each for each in found.answer.records if each.marc), None)
    tried = Tried(
        address=found.address[:1000],
        code=found.code,
        diagnostic=found.diagnostic.number if found.diagnostic else None,
        said=found.said,
        total=found.answer.total,
        title=(first.marc.first("245") or "")[:200] if first else "",
        seconds=round(found.seconds, 2),
    )
    if found.answer.records and first is None:
        tried.code = "no_marc"
        tried.said = next((each.diagnostic.said for each in found.answer.records if each.diagnostic), "")
    told, problem = client.explain(target.server, seconds=target.seconds, near=near())
    tried.explains = problem or ("" if told else "nothing")
    if told:
        tried.server, tried.marc_schema = told.title, told.marc_schema
        tried.indexes = told.indexes[:SHOWN_INDEXES]
    with transaction.atomic():
        SruTarget.objects.filter(pk=target.pk).update(tried_at=now(), tried=asdict(tried))
        record(SruTargetChanged(target=target.pk), by=by)
    return tried
