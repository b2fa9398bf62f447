"""Keeps the translations in step with the code.

python tools/messages.py [ROOM ...]   update serambi/<room>/locale/id/LC_MESSAGES/django.po, then say what is missing
                         --prune      also forget translations that are no longer used (they stay as comments otherwise)
                         --check      change nothing; exit 1 when something is missing, unused or unequal
                         --compile    write the .mo files (the running library needs them)
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from serambi.config import messages


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "rooms", nargs="*", metavar="ROOM", choices=[*messages.rooms(), []], help="all when none is given"
    )
    parser.add_argument("--prune", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    asked = parser.parse_args()
    chosen = asked.rooms or messages.rooms()
    if unknown := set(chosen) - set(messages.rooms()):
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    if not asked.check and not asked.compile:
        for room in chosen:
            messages.update(room, prune=asked.prune)
    if not asked.check:
        messages.compile_all()
    if asked.compile:
        return 0
    wrong = [line for line in messages.problems() if not asked.rooms or line.split(":")[0] in chosen or "two" in line]
    print("\n".join(wrong) if wrong else "Every message is translated.")
    return 1 if asked.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
