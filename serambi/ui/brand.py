"""The brand mark as files: favicon and home-screen icons. `python -m serambi.ui.brand` writes them with Chromium.

The committed files wear the house's own hue. A library with another hue runs this once and serves the result from its
own static folder; nothing else depends on it.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from serambi.ui import palette

FOLDER = Path(__file__).parent / "static" / "ui" / "brand"
_MARK = (
    '<g fill="none" stroke="{ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M2.5 13.5 17 4.5l14.5 9M7.5 21v8M17 21v8M26.5 21v8M3 30.2h28"/></g>'
    '<path d="M5 15.5h24l-4 4-4-4-4 4-4-4-4 4z" fill="{hem}"/>'
)
# file, pixels, share of the picture the mark fills, corner radius as a share (0 where the system cuts its own shape)
PICTURES = (
    ("icon-32.png", 32, 0.8, 0.2),
    ("icon-192.png", 192, 0.66, 0.22),
    ("icon-512.png", 512, 0.66, 0.22),
    ("icon-maskable-512.png", 512, 0.52, 0),
    ("apple-touch-icon.png", 180, 0.62, 0),
)


def svg(hue: float, *, share: float = 0.7, radius: float = 0.22) -> str:
    """The mark on a square of roof, in the colours of a hue (degrees)."""
    mode = palette.Mode(hue, dark=False, more=False)
    roof, ink, hem = (mode.colour(f"var(--{name})").hex for name in ("roof", "on-roof", "roof-accent"))
    size, margin = 34 / share, (34 / share - 34) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin:.2f} {-margin:.2f} {size:.2f} {size:.2f}">'
        f'<rect x="{-margin:.2f}" y="{-margin:.2f}" width="{size:.2f}" height="{size:.2f}" '
        f'rx="{size * radius:.2f}" fill="{roof}"/>'
        f"{_MARK.format(ink=ink, hem=hem)}</svg>\n"
    )


def write(hue: float, folder: Path, chromium: str) -> None:
    """Write favicon.svg and the PNG files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "favicon.svg").write_text(svg(hue), "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        for name, pixels, share, radius in PICTURES:
            page = Path(scratch) / "page.html"
            page.write_text(
                f"<!doctype html><style>*{{margin:0;display:block}}svg{{width:{pixels}px;height:{pixels}px}}</style>"
                + svg(hue, share=share, radius=radius),
                "utf-8",
            )
            subprocess.run(  # noqa: S603  (our own page, our own arguments)
                [
                    chromium,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--hide-scrollbars",
                    "--default-background-color=00000000",
                    f"--window-size={pixels},{pixels}",
                    f"--screenshot={folder / name}",
                    page.as_uri(),
                ],
                check=True,
                capture_output=True,
                timeout=60,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hue", type=float, default=palette.DEFAULT_HUE)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = parser.parse_args()
    write(chosen.hue, chosen.folder, chosen.chromium)
    sys.stdout.write(f"{len(PICTURES) + 1} files in {chosen.folder}\n")
