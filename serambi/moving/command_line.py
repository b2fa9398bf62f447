"""Moving in and taking everything out without a browser: the same acts, done here and now."""

import sys
from pathlib import Path

from serambi.branches.models import Branch
from serambi.catalogue.importing.storing import pieces
from serambi.kit.refusal import Refused
from serambi.moving import moving_in, reasons, tasks
from serambi.moving.departing.writing import write_everything
from serambi.moving.models import Move
from serambi.moving.moving_in import Upload


def move_command(files: list[Path], *, branch: str | None, source: str, brief: bool, only_try: bool) -> int:
    """`serambi move FILES`: 0 when the move is in the catalogue (or tried), else 1 with the reasons."""
    found = Branch.objects.filter(code=branch).first() if branch else None
    if branch and found is None:
        return _complain(f"there is no branch {branch!r}")
    streams = []
    try:
        streams = [path.open("rb") for path in files]
        uploads = [
            Upload(path.name, pieces(stream), path.stat().st_size) for path, stream in zip(files, streams, strict=True)
        ]
        move = tasks.work_to_the_end(moving_in.begin(uploads, branch=found, source=source, by=None, queue=False))
        if move.state == Move.State.COLUMNS:
            move = tasks.work_to_the_end(moving_in.say_columns(move, {}, by=None, queue=False))
        if move.state == Move.State.QUESTIONS:
            moving_in.answer(move, {}, brief=brief, titles="keep", by=None, queue=False)
            move = tasks.work_to_the_end(move)
        if move.state == Move.State.REVIEW and not only_try:
            move = tasks.work_to_the_end(moving_in.start_commit(move, by=None, queue=False))
    except Refused as no:
        return _complain(*(str(refusal.message) for refusal in no.refusals))
    except OSError as error:
        return _complain(str(error))
    finally:
        for stream in streams:
            stream.close()
    _tell(move)
    return 0 if move.state in (Move.State.COMMITTED, Move.State.REVIEW) else 1


def _tell(move: Move) -> None:
    for file in move.files.all():
        problem = f": {reasons.sentence(file.problem)}" if file.problem else ""
        sys.stdout.write(f"{file.name}: {file.kind or '?'}, {file.rows} rows{problem}\n")
    sums = move.counts.get("outcome", {})
    sys.stdout.write(f"{move.get_state_display()}: {', '.join(f'{n} {name}' for name, n in sums.items())}\n")
    for key, count in sorted(move.counts.get("reason", {}).items(), key=lambda pair: -pair[1]):
        outcome, _colon, code = key.partition(":")
        sys.stdout.write(f"  {count:>8} {outcome}: {reasons.sentence(code)}\n")


def export_all_command(path: Path) -> int:
    """`serambi export-all FILE`: everything as one archive; 0 when it was written whole."""
    try:
        contents = write_everything(path)
    except OSError as error:
        return _complain(str(error))
    rows = sum(each.count or 0 for each in contents.files)
    sys.stdout.write(f"{path}: {len(contents.files)} files, {rows} rows\n")
    return _complain(*(f"{pk} {title}: {why}" for pk, title, why in contents.too_long)) if contents.too_long else 0


def _complain(*sentences: str) -> int:
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")
    return 1
