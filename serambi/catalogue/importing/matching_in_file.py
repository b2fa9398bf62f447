"""Records of one file among themselves: what repeats an earlier one, which title a holdings record belongs to."""

from serambi.catalogue import bulk
from serambi.catalogue.importing import holdings
from serambi.catalogue.importing.staged_rows import Row, surely_repeats
from serambi.catalogue.models import ImportBatch, StagedKey, StagedRecord
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import Prepared

FEWEST_CANDIDATES = 3
REPEATED = "repeated"


def find_titles(batch: ImportBatch, rows: list[Row], live: list[Row]) -> None:
    """Give holdings records the title they belong to: the last one before them in the file that has the number they
    name, else ours. Without one they are refused."""
    if not rows:
        return
    here: dict[int, list[int]] = {}
    for row in live:
        for rule, value in matching.looked_up(row.wanted):
            if rule == "number":
                here.setdefault(matching.digest("control", value), []).append(row.read.number)
    spaces = ("control", REPEATED)
    named = [[[matching.digest(s, n) for s in spaces] for n in holdings.numbers_in_file(r.read.marc)] for r in rows]
    asked = {digest for numbers in named for digests in numbers for digest in digests}
    for digest, position in bulk.lookup(StagedKey, ("digest", "position"), "digest", asked, batch_id=batch.pk):
        here.setdefault(digest, []).append(position)
    for row, numbers, ours in zip(rows, named, holdings.in_catalogue([r.read.marc for r in rows]), strict=True):
        for digests in numbers:
            before = [at for digest in digests for at in here.get(digest, ()) if at < row.read.number]
            if before:
                row.match, row.repeats = matching.Match(max(before), holdings.RULE), True
                break
        else:
            if len(ours) == 1:
                row.match = matching.Match(ours[0], holdings.RULE)
                continue
            nameless = not holdings.named_number(row.read.marc)
            row.reason = "holdings_nameless" if nameless else "holdings_several" if ours else "holdings_unknown"
            row.problem = row.reason


def match_in_file(batch: ImportBatch, rows: list[Row]) -> None:
    """Records without a match among ours may repeat an earlier one of the same file."""
    looking = [row for row in rows if row.match is None or row.match.doubt]
    digests = {row.read.number: [matching.digest(*pair) for pair in row.wanted.keys] for row in rows}
    earlier = _earlier(batch, {digest for row in looking for digest in digests[row.read.number]})
    here: dict[int, list[int]] = {}
    wanted = {row.read.number: row.wanted for row in rows}
    unmatched = {row.read.number for row in looking}
    asked = {position for positions in earlier.values() for position in positions}
    known = {position: row.known for position, row in _wanted_at(batch, asked).items()}
    for row in rows:
        number = row.read.number
        if number in unmatched:
            candidates = {}
            for looked_up, digest in zip(matching.looked_up(row.wanted), digests[number], strict=True):
                found = [(position, known[position]) for position in earlier.get(digest, ()) if position in known]
                found += [(position, wanted[position].known) for position in here.get(digest, ())]
                if found:
                    candidates[looked_up] = found
            match = matching.decide(row.wanted, candidates) if candidates else None
            if match and (row.match is None or not match.doubt):
                row.match, row.repeats = match, True
        if surely_repeats(row):
            continue  # what repeats this one repeats the first one
        for digest in digests[number]:
            positions = here.setdefault(digest, [])
            if len(positions) < FEWEST_CANDIDATES:
                positions.append(number)


def _earlier(batch: ImportBatch, digests: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for digest, position in sorted(
        bulk.lookup(StagedKey, ("digest", "position"), "digest", digests, batch_id=batch.pk)
    ):
        positions = found.setdefault(digest, [])
        if len(positions) < FEWEST_CANDIDATES:
            positions.append(position)
    return found


def _wanted_at(batch: ImportBatch, positions: set[int]) -> dict[int, matching.Wanted]:
    rows = bulk.lookup(StagedRecord, ("position", "prepared"), "position", positions, batch_id=batch.pk)
    return {position: matching.wanted(Prepared.from_json(text)) for position, text in rows if text}
