import logging

import pytest


@pytest.fixture(autouse=True)
def quiet():
    """The harnesses ask for forbidden and broken things on purpose: what is wrong stands in the findings."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
