from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class SwitchSet(Event):
    code: str
    on: bool
