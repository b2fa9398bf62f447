"""Small marks: icons from the sprite, covers made of words, the brand mark."""

import re
import zlib
from functools import cache, lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"
_TITLE_END = re.compile(r"\s*[:/;=(\[]\s")
TITLE_LIMIT = 70  # letters on a cover; the whole title always stands beside it as text


@cache
def icon_names() -> frozenset[str]:
    """Every icon of the sprite."""
    return frozenset(re.findall(r'<symbol id="i-([\w-]+)"', SPRITE.read_text("utf-8")))


def icon(name: str, *, label: str = "", small: bool = False) -> SafeString:
    """One icon. Decorative unless it gets a `label`; an unknown name is a programming error and shows nothing."""
    return _icon(name, str(label), small)


@lru_cache(maxsize=2000)
def _icon(name: str, label: str, small: bool) -> SafeString:
    """A page shows forty of them, and the sprite's address stays what it is while a process runs."""
    if name not in icon_names():
        return mark_safe("")
    classes = "icon icon--s" if small else "icon"
    href = static("ui/icons.svg")
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>', classes, label, href, name
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', classes, href, name)


def cloth(ddc: str, work_id, title: str) -> dict[str, str]:
    """How the generated cover of a work looks: always the same for the same work, whatever the edition."""
    seed = zlib.crc32(str(work_id if work_id not in (None, "") else title).encode())
    group = _class(ddc, seed)
    return {
        "ddc": group,
        # within literature three neighbouring hues, so that a shelf of novels is a family and not a copy
        "shade": str(seed % 3) if group == "8" else "0",
        "tone": str((seed >> 4) % 4 + 1),
        "weave": "abcde"[(seed >> 8) % 5],
        "len": _length(title),
        "face": "serif" if group == "8" else "sans",
    }


def cover(
    title: str, author: str = "", ddc: str = "", work_id=None, size: str = "", image: str = "", srcset: str = ""
) -> SafeString:
    """A cover: the picture when there is one, else a cloth with the title and the author.

    Hidden from screen readers, because the title stands beside it as a link. `size`: s, m, l or empty (fills its box).
    """
    sized = f" cover--{size}" if size in ("s", "m", "l") else ""
    if image:
        more = format_html(' srcset="{}" sizes="(min-width: 60rem) 12rem, 40vw"', srcset) if srcset else ""
        return format_html(
            '<img class="cover cover--picture{}" src="{}"{} alt="" loading="lazy" decoding="async" '
            'width="240" height="360">',
            sized,
            image,
            more,
        )
    title = str(title or "").strip()
    look = cloth(str(ddc or ""), work_id, title)
    return format_html(
        '<span class="cover{}" data-ddc="{ddc}" data-shade="{shade}" data-tone="{tone}" data-weave="{weave}" '
        'data-len="{len}" data-face="{face}" aria-hidden="true"><span class="cover__t">{title}</span>'
        '<span class="cover__a">{author}</span></span>',
        sized,
        **look,
        title=_short(title),
        author=_author(str(author or "")),
    )


def _class(ddc: str, seed: int) -> str:
    """The main class a call number or DDC number belongs to: 0-9, 2X (Islam, Perpusnas' extension) or J (children)."""
    ddc = ddc.strip().upper()
    if ddc.startswith("2X"):
        return "2X"
    if ddc[:1] == "J" or "[E]" in ddc or ddc[:1] == "E":
        return "J"
    digit = re.search(r"\d", ddc)
    return digit[0] if digit else str(seed % 10)


def _length(title: str) -> str:
    words = _short(title).split()
    letters = len(" ".join(words))
    longest = max(map(len, words), default=0)
    if letters > 46 or longest > 15:
        return "xl"
    if letters > 24 or longest > 9:
        return "l"
    return "s" if letters <= 7 else "m"


def _short(title: str) -> str:
    """The title proper, cut between words when it is still too long for a cover."""
    proper = _TITLE_END.split(title, maxsplit=1)[0].strip() or title
    if len(proper) <= TITLE_LIMIT:
        return proper
    return proper[:TITLE_LIMIT].rsplit(" ", 1)[0].rstrip(",.") + "…"


def _author(author: str) -> str:
    return author if len(author) <= 48 else author[:48].rsplit(" ", 1)[0] + "…"
