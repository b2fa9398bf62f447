"""Any hue a library may choose must be readable in light, dark and high contrast."""

import pytest

from serambi.ui import palette
from serambi.ui.palette import Colour, Mode, contrast


@pytest.mark.parametrize("start", range(0, 360, 30))
def test_every_hue_is_readable_in_every_mode(start):
    for hue in range(start, start + 30):
        assert [str(failure) for failure in palette.failures(hue)] == []


def test_contrast_is_the_one_of_wcag():
    white, black, grey = Colour(1, 1, 1), Colour(0, 0, 0), Colour(0x76 / 255, 0x76 / 255, 0x76 / 255)
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)  # the lightest grey WCAG allows on white


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "expected"),
    [
        # examples of CSS Color 4
        (0.401, 0.123, 21.57, "#7d2329"),
        (0.5969, 0.156, 49.77, "#c65d07"),
        # the corners of sRGB
        (0.62796, 0.25768, 29.234, "#ff0000"),
        (0.86644, 0.29483, 142.495, "#00ff00"),
        (0.45201, 0.31321, 264.052, "#0000ff"),
    ],
)
def test_oklch_becomes_the_srgb_of_the_standard(lightness, chroma, hue, expected):
    found = Mode(0, dark=False, more=False).colour(f"oklch({lightness} {chroma} {hue})")
    want = [int(expected[i : i + 2], 16) for i in (1, 3, 5)]
    assert [round(c * 255) for c in (found.r, found.g, found.b)] == pytest.approx(want, abs=1)


def test_a_see_through_colour_is_judged_on_its_ground():
    half = Colour(0, 0, 0, 0.5)
    assert contrast(half, Colour(1, 1, 1)) == pytest.approx(contrast(Colour(0.5, 0.5, 0.5), Colour(1, 1, 1)))


def test_a_pair_that_is_too_close_is_named(monkeypatch):
    monkeypatch.setattr(palette, "PAIRS", (("var(--line)", "var(--paper)", 4.5),))
    found = palette.failures(197)
    assert found
    assert "--line" in str(found[0])
    assert "needs 4.5" in str(found[0])


def test_an_expression_the_checker_cannot_read_is_refused_and_not_skipped():
    with pytest.raises(ValueError, match="may not hold"):
        Mode(0, dark=False, more=False).colour("hsl(1 2% 3%)")


def test_high_contrast_changes_only_tokens_that_exist():
    base, more = palette.source()
    assert len(base) > 40
    assert set(more) <= set(base)
