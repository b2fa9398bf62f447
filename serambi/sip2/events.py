"""Facts about machines; ids only. What a machine did is a fact of lending, and a line of its own log."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class TerminalChanged(Event):
    """Added, changed, or given a new password."""

    terminal_id: int


@dataclass(frozen=True, kw_only=True)
class ExceptionSettled(Event):
    exception_id: int
