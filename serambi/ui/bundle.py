"""One stylesheet and one script a page, made from many small source files, without a build step.

`BundleFinder` is a static files finder (settings: STATICFILES_FINDERS). It shows Django the files `ui/css/bundle-*.css`
and `ui/js/bundle-*.js` as if they lay in a folder: `collectstatic` copies them, whitenoise hashes and compresses them,
and the development server serves them, rebuilt whenever a source changed. Sources stay one file a component.

The stylesheet of every page starts with the palette: plain sRGB values for browsers without light-dark(), computed for
the default hue, then the tokens themselves. A library with another hue adds the few lines of `hue_css`.
"""

import re
import tempfile
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from . import palette

STATIC = Path(__file__).parent / "static"

STYLES = {
    # what nearly every public page needs
    "site": (
        "tokens palette weave base roof verbs view-menu page ground banner button field search suggest chip state fold "
        "note empty errors steps pager sheet job cover shelf results find rescue record at review letter panel journey "
        "did vote poster veranda today asked events said doors mine card due lost"
    ),
    # what staff pages add
    "staff": (
        "dense tabs head sieve filters legend beside desk patron refused undo grid chart desk-catalogue desk-service"
    ),
    # what only a few pages add
    "child": "child",
    "join": "join",
    "kiosk": "kiosk",
    "live": "live",
    "program": "program",
    "reader": "reader",
    "survey": "survey",
    "chart": "chart legend",
    "gallery": "gallery",
    # letters and colours only, for pages that bring their own components: the editor
    "editor": "tokens palette",
}
SCRIPTS = {
    "site": "view-menu suggest facets progress share online",
    "staff": "keys rows",
}

_folder = tempfile.TemporaryDirectory(prefix="serambi-bundles-")


def bundle_path(kind: str, name: str) -> str:
    """Path under STATIC_URL of a bundle; unknown names are a programming error and raise KeyError."""
    {"css": STYLES, "js": SCRIPTS}[kind][name]
    return f"ui/{kind}/bundle-{name}.{kind}"


PATHS = {bundle_path(kind, name): (kind, name) for kind, names in (("css", STYLES), ("js", SCRIPTS)) for name in names}


def sources(kind: str, name: str) -> list[Path]:
    names = {"css": STYLES, "js": SCRIPTS}[kind][name].split()
    return [STATIC / "ui" / kind / f"{source}.{kind}" for source in names]


def build(kind: str, name: str) -> str:
    """The text of one bundle."""
    if kind == "js":
        # A block keeps each module's names to itself; that is all the isolation these small modules need.
        return "".join(f"{{\n{path.read_text('utf-8')}}}\n" for path in sources(kind, name))
    parts = [
        palette_css(path.read_text("utf-8")) if path == palette.SOURCE else path.read_text("utf-8")
        for path in sources(kind, name)
    ]
    return _tighten("".join(parts))


def palette_css(text: str) -> str:
    """palette.css ready for browsers: fallbacks first, and high contrast also when the device asks for it."""
    block = re.search(r'\[data-contrast="more"\] \{.*?\n  \}', text, flags=re.S)[0]
    asked = block.replace('[data-contrast="more"]', ":root:not([data-contrast])", 1)
    text = text.replace(block, f"{block}\n@media (prefers-contrast: more) {{ {asked} }}", 1)
    modern = "(color: light-dark(oklch(50% 0 0), oklch(50% 0 0)))"
    return f"{_fallback(palette.DEFAULT_HUE)}@supports {modern} {{\n{text}}}\n"


def hue_css(hue: float) -> str:
    """All a library with its own hue adds to the stylesheet."""
    return _tighten(f"@layer tokens {{ :root {{ --hue: {hue:g}; }} }}\n{_fallback(hue)}")


@cache
def _fallback(hue: float) -> str:
    """The palette in plain sRGB: only read by browsers without light-dark()."""

    def block(selector, *, dark, more, than=None):
        values = palette.tokens(hue, dark=dark, more=more)
        lines = (f"{name}:{colour.hex}" for name, colour in values.items() if not than or than[name] != colour)
        return f"{selector} {{ {'; '.join(lines)} }}\n"

    light, dark = palette.tokens(hue), palette.tokens(hue, dark=True)
    return (
        "@supports not (color: light-dark(#000, #fff)) {\n@layer tokens {\n"
        + block(":root", dark=False, more=False)
        + "@media (prefers-color-scheme: dark) { "
        + block(':root:not([data-theme="light"])', dark=True, more=False, than=light)
        + "}\n"
        + block(':root[data-theme="dark"]', dark=True, more=False, than=light)
        + block(':root[data-contrast="more"]', dark=False, more=True, than=light)
        + block(':root[data-contrast="more"][data-theme="dark"]', dark=True, more=True, than=dark)
        + "}\n}\n"
    )


def _tighten(css: str) -> str:
    """Drop comments and needless space; brotli does the rest."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};])\s*", r"\1", css).replace(": ", ":").strip() + "\n"


class BundleFinder(BaseFinder):
    """Shows the bundles to Django as static files."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=_folder.name)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        wanted = path.replace("\\", "/")
        if wanted not in PATHS:
            return []
        found = str(self._fresh(wanted))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for path in PATHS:
            self._fresh(path)
            yield path, self.storage

    def _fresh(self, path: str) -> Path:
        """Write the bundle unless the copy is newer than all its sources."""
        kind, name = PATHS[path]
        target = Path(_folder.name) / path
        newest = max(source.stat().st_mtime for source in sources(kind, name))
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".draft")
            draft.write_text(build(kind, name), "utf-8")
            draft.replace(target)  # a request never reads half a file
        return target
