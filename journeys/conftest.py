import sqlite3
import time

import pytest


@pytest.fixture
def wait_for():
    """`wait_for(question, seconds)`: ask until the answer is true; back comes the answer and how long it took."""

    def wait(question, seconds=30, pause=0.05):
        start = time.monotonic()
        while True:
            if answer := question():
                return answer, time.monotonic() - start
            assert time.monotonic() - start < seconds, f"not within {seconds} s: {question.__doc__ or question}"
            time.sleep(pause)

    return wait


@pytest.fixture
def rows():
    """`rows(library, sql)`: read the database of a running library, beside its processes."""

    def read(library, sql, *arguments):
        with sqlite3.connect(f"file:{library.data / 'serambi.sqlite3'}?mode=ro", uri=True, timeout=20) as wire:
            return wire.execute(sql, arguments).fetchall()

    return read
