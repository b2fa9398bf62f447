import pytest

from serambi.discovery import misses
from serambi.discovery.crawlers import counting, guarding


@pytest.fixture(autouse=True)
def fresh_budgets():
    """Budgets and counts of one test do not weigh on the next."""
    guarding.budgets.clear()
    counting._waiting.clear()
    counting._last_write = float("-inf")
    misses._lately.clear()
