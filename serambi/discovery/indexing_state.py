"""What the indexer is doing, told to other processes of this machine by a small file beside the index."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["State", "read_state", "write_state"]

NAME = "state.json"


@dataclass(frozen=True, slots=True)
class State:
    """`doing` is starting, following, building or stopped; times are seconds since 1970, 0 for never."""

    doing: str = "stopped"
    pid: int = 0
    since: float = 0.0
    cursor: str = ""
    last_commit: float = 0.0
    commit_seconds: float = 0.0
    works_last_commit: int = 0
    done: int = 0
    """While building: works already in the new generation, of `total`."""
    total: int = 0
    build_started: float = 0.0
    last_build: float = 0.0
    last_build_seconds: float = 0.0
    reason: str = ""
    """Why the last build was begun: missing, outdated, corrupt or asked."""
    error: str = ""


def read_state(root: Path) -> State:
    """The last state written; an empty one when there is none or it cannot be read."""
    try:
        stored = json.loads((root / NAME).read_text(encoding="utf-8"))
        return State(**{key: stored[key] for key in State.__dataclass_fields__ if key in stored})
    except (OSError, ValueError, TypeError):
        return State()


def write_state(root: Path, state: State) -> None:
    """Replace the file; readers see the old text or the new one."""
    root.mkdir(parents=True, exist_ok=True)
    draft = root / f"{NAME}.{os.getpid()}.new"
    draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
    draft.replace(root / NAME)
