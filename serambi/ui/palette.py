"""What colours a hue becomes, computed the way a browser computes them, so that contrast is proven and not guessed.

Reads `static/ui/css/palette.css`, the single source of every colour, and evaluates it for any hue in light or dark,
normal or high contrast. Colour maths: oklch and oklab as in CSS Color 4 (matrices by Björn Ottosson, 2020), colours
outside sRGB clipped per channel as Chromium does; contrast as in WCAG 2.2 (relative luminance, 1 to 21).
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "static" / "ui" / "css" / "palette.css"
TOKENS = SOURCE.with_name("tokens.css")
DEFAULT_HUE = 197

TEXT = 4.5  # WCAG 1.4.3, normal text
CONTROL = 3.0  # WCAG 1.4.11, boundaries of controls, marks and focus rings

MODES = tuple((dark, more) for dark in (False, True) for more in (False, True))

# (foreground, background, needed). Either side may be any expression palette.css may hold.
_ON_SURFACES = ("--paper", "--raised", "--sunk")
PAIRS = (
    *(
        (f"var({ink})", f"var({on})", TEXT)
        for ink in ("--ink", "--ink-soft", "--brand", "--accent")
        for on in _ON_SURFACES
    ),
    *((f"var({ink})", f"var({on})", TEXT) for ink in ("--good", "--warn", "--bad") for on in _ON_SURFACES),
    *(
        (f"var({ink})", f"var(--{tint}-tint)", TEXT)
        for tint in ("brand", "accent", "good", "warn", "bad")
        for ink in ("--ink", f"--{tint}")
    ),
    ("var(--ink-soft)", "var(--brand-tint)", TEXT),
    ("var(--ink)", "var(--sky)", TEXT),
    ("var(--ink-soft)", "var(--sky)", TEXT),
    ("var(--accent)", "var(--sky)", TEXT),
    ("var(--on-brand)", "var(--brand-fill)", TEXT),
    ("var(--on-brand)", "color-mix(in oklab, var(--brand-fill) 88%, var(--ink))", TEXT),
    ("var(--on-accent)", "var(--accent-fill)", TEXT),
    ("var(--on-accent)", "color-mix(in oklab, var(--accent-fill) 88%, var(--ink))", TEXT),
    ("var(--on-roof)", "var(--roof)", TEXT),
    ("var(--on-roof-soft)", "var(--roof)", TEXT),
    ("var(--on-roof-soft)", "color-mix(in oklab, var(--on-roof) 11%, var(--roof))", TEXT),
    *(
        (f"var({mark})", f"var({on})", CONTROL)
        for mark in ("--edge", "--focus", "--brand-fill", "--accent-fill")
        for on in _ON_SURFACES
    ),
    ("color-mix(in oklab, var(--brand) 62%, transparent)", "var(--paper)", CONTROL),
    ("color-mix(in oklab, var(--brand) 62%, transparent)", "var(--raised)", CONTROL),
    ("color-mix(in oklab, var(--on-roof) 48%, var(--roof))", "var(--roof)", CONTROL),
    ("var(--roof-focus)", "var(--roof)", CONTROL),
    ("var(--roof-accent)", "var(--roof)", CONTROL),
)


@dataclass(frozen=True)
class Colour:
    """An sRGB colour, channels 0..1 (gamma encoded), with opacity."""

    r: float
    g: float
    b: float
    alpha: float = 1.0

    @property
    def hex(self) -> str:
        channels = (self.r, self.g, self.b) if self.alpha == 1 else (self.r, self.g, self.b, self.alpha)
        return "#" + "".join(f"{round(c * 255):02x}" for c in channels)

    def over(self, ground: "Colour") -> "Colour":
        """This colour painted on an opaque ground."""
        mix = lambda top, under: top * self.alpha + under * (1 - self.alpha)  # noqa: E731
        return Colour(mix(self.r, ground.r), mix(self.g, ground.g), mix(self.b, ground.b))

    @property
    def luminance(self) -> float:
        return 0.2126 * _linear(self.r) + 0.7152 * _linear(self.g) + 0.0722 * _linear(self.b)


@dataclass(frozen=True)
class Failure:
    foreground: str
    background: str
    dark: bool
    more: bool
    ratio: float
    needed: float

    def __str__(self):
        mode = f"{'dark' if self.dark else 'light'}{', high contrast' if self.more else ''}"
        return f"{self.foreground} on {self.background} ({mode}): {self.ratio:.2f}, needs {self.needed}"


def contrast(one: Colour, other: Colour) -> float:
    """WCAG contrast ratio of two colours; a see-through foreground is painted on the background first."""
    one = one.over(other) if one.alpha < 1 else one
    lighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def failures(hue: float) -> list[Failure]:
    """Every pair of colours that would be too close for this brand hue (degrees), in all four modes."""
    found = []
    for dark, more in MODES:
        mode = Mode(hue, dark=dark, more=more)
        for foreground, background, needed in PAIRS:
            ratio = contrast(mode.colour(foreground), mode.colour(background))
            if ratio < needed:
                found.append(Failure(foreground, background, dark, more, ratio, needed))
    return found


def tokens(hue: float = DEFAULT_HUE, *, dark: bool = False, more: bool = False) -> dict[str, Colour]:
    """Name -> colour of every token for one hue and mode."""
    mode = Mode(hue, dark=dark, more=more)
    return {name: mode.colour(f"var({name})") for name in source()[0]}


@cache
def source() -> tuple[dict[str, str], dict[str, str]]:
    """The declarations of palette.css: (base, what high contrast changes)."""
    text = re.sub(r"/\*.*?\*/", "", SOURCE.read_text("utf-8"), flags=re.S)
    blocks = dict(re.findall(r'(:root|\[data-contrast="more"\]) \{(.*?)\n  \}', text, flags=re.S))
    base, more = (dict(re.findall(r"(--[\w-]+):\s*(.+?);", blocks[key])) for key in (":root", '[data-contrast="more"]'))
    return base, more


@cache
def _hues() -> dict[str, str]:
    """The hue tokens of tokens.css, apart from --hue itself, which is the library's choice."""
    text = TOKENS.read_text("utf-8")
    return dict(re.findall(r"(--hue-[\w-]+):\s*(.+?);", text))


class Mode:
    """One hue in one mode; evaluates the expressions palette.css may hold."""

    def __init__(self, hue: float, *, dark: bool, more: bool):
        base, extra = source()
        self.dark = dark
        self.values = {**_hues(), "--hue": str(hue), **base, **(extra if more else {})}
        self.known: dict[str, Colour] = {}

    def colour(self, expression: str) -> Colour:
        if expression not in self.known:
            self.known[expression] = oklab(*self._lab(expression.strip()))
        return self.known[expression]

    def _lab(self, expression: str) -> tuple[float, float, float, float]:
        """oklab and opacity, not yet clipped: browsers mix colours before they fit them into sRGB."""
        name, _, inner = expression.partition("(")
        inner = inner.removesuffix(")")
        if expression == "transparent":
            return (0.0, 0.0, 0.0, 0.0)
        if expression.startswith("#"):
            digits = expression[1:] if len(expression) > 4 else "".join(c * 2 for c in expression[1:])
            return (*_to_oklab(*(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))), 1.0)
        if name == "var":
            return self._lab(self.values[inner])
        if name == "light-dark":
            return self._lab(_arguments(inner)[1 if self.dark else 0])
        if name == "oklch":
            return self._oklch(inner)
        if name == "color-mix":
            return self._mix(*_arguments(inner))
        raise ValueError(f"palette.css may not hold {expression!r}")

    def _oklch(self, inner: str) -> tuple[float, float, float, float]:
        parts, _, alpha = inner.partition(" / ")
        lightness, chroma, hue = _words(parts)
        angle = math.radians(self._number(hue) % 360)
        c = float(chroma)
        return (float(lightness), c * math.cos(angle), c * math.sin(angle), float(alpha or 1))

    def _mix(self, space: str, first: str, second: str) -> tuple[float, float, float, float]:
        if space != "in oklab":
            raise ValueError(f"mix in oklab, not {space!r}")
        expression, percent = first.rsplit(" ", 1)
        share = float(percent.rstrip("%")) / 100
        *one, opacity = self._lab(expression)
        *two, other = self._lab(second)
        alpha = opacity * share + other * (1 - share)
        # CSS mixes premultiplied, so transparent takes away opacity and adds no black
        light, a, b = ((x * opacity * share + y * other * (1 - share)) / alpha for x, y in zip(one, two, strict=True))
        return (light, a, b, alpha)

    def _number(self, expression: str) -> float:
        if expression.startswith("var("):
            return self._number(self.values[expression[4:-1]])
        if expression.startswith("calc("):
            left, sign, right = _words(expression[5:-1])
            return self._number(left) + float(right) * (1 if sign == "+" else -1)
        return float(expression)


def oklab(lightness: float, a: float, b: float, alpha: float = 1.0) -> Colour:
    """oklab -> sRGB, clipped."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return Colour(*(min(1.0, max(0.0, _gamma(c))) for c in linear), alpha)


def _to_oklab(*srgb: float) -> tuple[float, float, float]:
    r, g, b = (_linear(c) for c in srgb)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def _gamma(c: float) -> float:
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055


def _split(text: str, separator: str) -> list[str]:
    """Split outside parentheses."""
    parts, depth, current = [], 0, ""
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == separator and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return [part.strip() for part in (*parts, current) if part.strip()]


def _arguments(text: str) -> list[str]:
    return _split(text, ",")


def _words(text: str) -> list[str]:
    return _split(text, " ")
