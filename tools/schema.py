"""Write serambi/config/schema/sqlite.sql: what all migrations make of an empty SQLite database (`make schema`)."""

import sqlite3
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from house.schema import template, text_of  # noqa: E402
from serambi.config.first_schema import FILE  # noqa: E402

HEAD = "-- Written by `make schema` out of the migrations; do not edit. See serambi/config/first_schema.py.\n"

if __name__ == "__main__":
    with sqlite3.connect(template()) as made:
        FILE.write_text(HEAD + text_of(made))
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size // 1024} kB")
