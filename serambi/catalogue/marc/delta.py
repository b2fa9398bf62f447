"""What turned one version of a record into the next: small, lossless, readable back.

A delta is JSON: {"l": new leader, "d": [[from, to, [rows]] …]} over the rows of `Marc.to_json`; both keys
may be missing.
"""

import json
from difflib import SequenceMatcher

MOST_COMPARED = 400
"""Rows beyond which the middle is taken as changed altogether: matching it would cost too much time."""


def delta(before: str, after: str) -> str:
    """From two records in JSON; "{}" when they are the same."""
    old, new = json.loads(before), json.loads(after)
    found: dict = {}
    if old["l"] != new["l"]:
        found["l"] = new["l"]
    if splices := _splices(old["f"], new["f"]):
        found["d"] = splices
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _splices(old: list, new: list) -> list:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if not left and not right:
        return []
    if max(len(left), len(right)) > MOST_COMPARED:
        return [[start, start + len(left), right]]
    matcher = SequenceMatcher(None, [json.dumps(row) for row in left], [json.dumps(row) for row in right], False)
    return [
        [start + from_, start + to, right[first:last]]
        for kind, from_, to, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def apply(before: str, change: str) -> str:
    """The record after the change, in JSON."""
    record, found = json.loads(before), json.loads(change)
    record["l"] = found.get("l", record["l"])
    for start, end, rows in reversed(found.get("d", [])):
        record["f"][start:end] = rows
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
