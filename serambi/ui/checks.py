"""Mistakes of deployment that would make pages hard to read or bare, told at start and in `manage.py check`."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from . import palette

FINDER = "serambi.ui.bundle.BundleFinder"


@register("ui")
def brand_hue_is_readable(app_configs, **kwargs):
    """Every text on its ground at least 4.5:1, every control 3:1, in light, dark and high contrast."""
    hue = getattr(settings, "SERAMBI_BRAND_HUE", palette.DEFAULT_HUE)
    if not isinstance(hue, int | float) or isinstance(hue, bool) or not 0 <= hue <= 360:
        return [Error(f"SERAMBI_BRAND_HUE is {hue!r}, not an angle from 0 to 360.", id="ui.E001")]
    found = palette.failures(hue)
    if not found:
        return []
    hint = "\n".join(str(failure) for failure in found[:10])
    return [Error(f"With hue {hue} {len(found)} pairs of colours are too close to read.", hint=hint, id="ui.E002")]


@register(Tags.staticfiles)
def bundles_are_found(app_configs, **kwargs):
    if FINDER in settings.STATICFILES_FINDERS:
        return []
    return [
        Error(
            "Pages would have no stylesheet: the bundles are not among the static files.",
            hint=f"Add {FINDER!r} to STATICFILES_FINDERS.",
            id="ui.E003",
        )
    ]
