"""The system checks tell a deployment mistake before a visitor meets it."""

import pytest

from serambi.ui import palette
from serambi.ui.checks import brand_hue_is_readable, bundles_are_found


def ids(errors):
    return [error.id for error in errors]


@pytest.mark.parametrize("hue", [0, 42, 197, 359.5, 360])
def test_a_hue_of_the_circle_is_fine(settings, hue):
    settings.SERAMBI_BRAND_HUE = hue
    assert brand_hue_is_readable(None) == []


@pytest.mark.parametrize("hue", ["197", None, -1, 361, True, float("nan")])
def test_anything_else_is_named(settings, hue):
    settings.SERAMBI_BRAND_HUE = hue
    assert ids(brand_hue_is_readable(None)) == ["ui.E001"]


def test_a_palette_that_cannot_be_read_stops_the_deployment(settings, monkeypatch):
    monkeypatch.setattr(palette, "PAIRS", (("var(--line)", "var(--paper)", 4.5),))
    assert ids(brand_hue_is_readable(None)) == ["ui.E002"]


def test_a_site_without_the_bundles_is_told(settings):
    assert bundles_are_found(None) == []
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
    assert ids(bundles_are_found(None)) == ["ui.E003"]
