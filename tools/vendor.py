#!/usr/bin/env python3
"""Copy the browser code, fonts and their licences from node_modules into the tree, and write what came from where.

    npm ci --ignore-scripts && python tools/vendor.py

Fonts are cut down to the letters and weights the pages use (17 KB instead of 27 for the first one), which needs
fontTools: `uv run --no-project --with fonttools --with brotli tools/vendor.py`. Without it the fonts in the tree stay
as they are; everything is still checked against its recorded sum. Letters outside Latin-1 come from `-ext` files that a
browser only fetches for pages that hold such a letter.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = Path("serambi/ui/static/ui")
MANIFEST = STATIC / "vendor" / "manifest.json"

LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,"
    "U+201C-201E,U+2022,U+2026,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
FEATURES = "kern,liga,tnum,lnum,mark,mkmk,ccmp,locl"

# package, file in it, where it goes, weights to keep (None: copy as it is)
FILES = (
    ("htmx.org", "dist/htmx.min.js", STATIC / "vendor/htmx.min.js", None),
    ("htmx.org", "LICENSE", STATIC / "vendor/htmx.LICENSE.txt", None),
    ("axe-core", "axe.min.js", Path("house/vendor/axe.min.js"), None),
    ("axe-core", "LICENSE", Path("house/vendor/axe.LICENSE.txt"), None),
)
# package, family, (file in it, weights, name here); prose needs two weights of Literata, so it stays two small files
_FONTS = (
    (
        "@fontsource-variable/plus-jakarta-sans",
        "plus-jakarta-sans",
        (("latin-wght-normal", "wght=400:780", "latin"), ("latin-ext-wght-normal", "wght=400:780", "latin-ext")),
    ),
    (
        "@fontsource-variable/literata",
        "literata",
        (
            ("latin-wght-normal", "wght=430", "latin-regular"),
            ("latin-wght-normal", "wght=640", "latin-bold"),
            ("latin-wght-italic", "wght=430", "latin-italic"),
            ("latin-ext-wght-normal", "wght=430", "latin-ext-regular"),
        ),
    ),
    (
        "@fontsource/atkinson-hyperlegible",
        "atkinson-hyperlegible",
        (
            ("latin-400-normal", "", "latin-regular"),
            ("latin-700-normal", "", "latin-bold"),
            ("latin-ext-400-normal", "", "latin-ext-regular"),
            ("latin-ext-700-normal", "", "latin-ext-bold"),
        ),
    ),
)


def listed():
    yield from FILES
    for package, family, cuts in _FONTS:
        yield package, "LICENSE", STATIC / f"fonts/{family}.LICENSE.txt", None
        for source, weights, name in cuts:
            yield package, f"files/{family}-{source}.woff2", STATIC / f"fonts/{family}-{name}.woff2", weights


def cut_font(source: Path, target: Path, weights: str, *, latin: bool) -> bool:
    """Write a smaller copy of a font; False when fontTools is not there."""
    try:
        from fontTools import subset
        from fontTools.ttLib import TTFont
        from fontTools.varLib import instancer
    except ImportError:
        return False
    options = subset.Options(layout_features=FEATURES.split(","), recalc_timestamp=False)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LATIN.replace("U+", "")) if latin else list(font.getBestCmap()))
    cutter.subset(font)
    if weights:
        # through a plain file: the cut font must forget the glyphs it no longer has before its weights are cut
        with tempfile.TemporaryDirectory() as folder:
            plain = f"{folder}/plain.ttf"
            font.flavor = None
            font.save(plain)
            font = TTFont(plain, recalcTimestamp=False)
            low, _, high = weights.removeprefix("wght=").partition(":")
            instancer.instantiateVariableFont(
                font, {"wght": (float(low), float(high)) if high else float(low)}, inplace=True
            )
            font.flavor = "woff2"
            font.save(target)
    else:
        font.flavor = "woff2"
        font.save(target)
    return True


def main() -> int:
    if not MODULES.is_dir():
        print("node_modules is missing; run `npm ci --ignore-scripts` first", file=sys.stderr)
        return 1
    kept, rows = [], []
    for package, inside, target, weights in listed():
        about = json.loads((MODULES / package / "package.json").read_text("utf-8"))
        source, place = MODULES / package / inside, ROOT / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if weights is None:
            shutil.copyfile(source, place)
        elif not cut_font(source, place, weights, latin="-latin-ext" not in target.name):
            kept.append(target.name)
        rows.append(
            {
                "file": target.as_posix(),
                "package": package,
                "version": about["version"],
                "licence": about["license"],
                "changed": weights is not None,
                "sha256": hashlib.sha256(place.read_bytes()).hexdigest(),
            }
        )
    (ROOT / MANIFEST).write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    print(f"{len(rows)} files copied, {MANIFEST} written")
    if kept:
        print(f"fontTools is not installed: {len(kept)} fonts left as they are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
