import pytest


@pytest.fixture
def freeze(monkeypatch):
    """`freeze(moment)`: branches see this moment as now."""

    def at(moment):
        monkeypatch.setattr("serambi.branches.queries.present", lambda: moment)

    return at
