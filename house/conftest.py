import logging

import pytest


@pytest.fixture(autouse=True)
def quiet():
    """The harnesses ask for forbidden and broken things on purpose: what is wrong stands in the findings."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def plain_templates(monkeypatch):
    """Pages are rendered as in production: Django's test client notes every template and copies its context, which
    nobody reads here."""
    from django.template import Template
    from django.test.utils import _TestState

    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
