"""Facts of the catalogue. The search index follows `catalogue.RecordsChanged`."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class RecordsChanged(Event):
    """Records, their items or their headings changed: what is shown of `works` is to be built anew.

    Among `records` and `works` may be some that are gone. Every act of this room that changes anything the public can
    see records it.
    """

    records: list[int]
    works: list[int]
    batch: int = 0
    """The import that changed them; 0 when staff did."""


@dataclass(frozen=True, kw_only=True)
class ImportCommitted(Event):
    """All records of a file have found their place."""

    batch: int


@dataclass(frozen=True, kw_only=True)
class ImportReverted(Event):
    """What a file brought has been taken back, but for what was used or changed since."""

    batch: int


@dataclass(frozen=True, kw_only=True)
class SruTargetChanged(Event):
    """A catalogue that is asked for records was added, changed, tried or taken away."""

    target: int


@dataclass(frozen=True, kw_only=True)
class RecordsMerged(Event):
    """A record went into another: its copies, issues and everything with a foreign key followed already.

    Rooms that keep ids elsewhere follow now. `work` went too when it had no other record; `works` is the survivor's.
    """

    merge: int
    record: int
    into: int
    work: int
    works: int


@dataclass(frozen=True, kw_only=True)
class RecordsToldApart(Event):
    """Somebody looked: these records are alike, and none is another of them."""

    records: list[int]


@dataclass(frozen=True, kw_only=True)
class RecordsDoubted(Event):
    """Two records that were told apart may be doubles after all."""

    records: list[int]


@dataclass(frozen=True, kw_only=True)
class RecordsParted(Event):
    """A merge was taken back: `record` is there again beside `of`."""

    merge: int
    record: int
    of: int
