"""How a harness speaks: every finding on its own line, all of them at once."""

import pytest


def nothing_wrong(findings, *, advice: str = "") -> None:
    """Fail with every finding, sorted, and with what to do about it."""
    lines = sorted(set(map(str, findings)))
    if lines:
        pytest.fail("\n".join([f"{len(lines)} findings. {advice}".strip(), *lines]), pytrace=False)
