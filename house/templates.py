"""Reading template sources: what is markup, what is text, what is a Django tag."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1] / "serambi"
TAG = "\ue000"  # stands for a Django tag or variable while the HTML around it is read
_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
_BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
_CLASS = re.compile(
    r"\{%\s*block\s+(?:\w*class|density)\s*%\}.*?\{%\s*endblock[^%]*%\}", re.DOTALL
)  # fills a class attribute
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SHOWN = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label", "summary"}
_UNREAD = {"script", "style", "code", "kbd", "samp", "pre"}
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Found:
    path: Path
    line: int
    what: str

    def __str__(self):
        return f"{self.path.relative_to(HOUSE.parent).as_posix()}:{self.line} {self.what}"


def templates() -> list[Path]:
    """Every HTML template of the house."""
    return sorted(path for path in HOUSE.glob("*/templates/**/*.html"))


def _same_lines(match: re.Match) -> str:
    return TAG + "\n" * match[0].count("\n")


def without_tags(source: str) -> str:
    """The HTML alone, lines where they were; each Django tag is one placeholder."""
    source = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), source)
    for pattern in (_BLOCK, _CLASS, _TAG):
        source = pattern.sub(_same_lines, source)
    return source


class _Reader(HTMLParser):
    def __init__(self, path: Path, own_words: frozenset[str]):
        super().__init__(convert_charrefs=True)
        self.path, self.own_words = path, own_words
        self.open: list[str] = []
        self.untranslated: list[Found] = []
        self.faults: list[Found] = []

    def _say(self, words: str, kind: str) -> None:
        strange = [word for word in _WORD.findall(words) if word not in self.own_words]
        if strange:
            self.untranslated.append(Found(self.path, self.getpos()[0], f"{kind}: {' '.join(words.split())[:80]!r}"))

    def handle_starttag(self, tag, attrs):
        self._attributes(tag, dict(attrs))
        if tag not in {"img", "input", "br", "hr", "meta", "link", "source", "area", "col", "wbr", "path", "use"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._attributes(tag, dict(attrs))

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not _UNREAD & set(self.open):
            self._say(data.replace(TAG, " "), "text")

    def _attributes(self, tag: str, attrs: dict[str, str | None]) -> None:
        def fault(what: str) -> None:
            self.faults.append(Found(self.path, self.getpos()[0], what))

        for name, value in attrs.items():
            value = value or ""
            if name == "style":
                fault(f"<{tag} style=…>: styles live in the stylesheet (CSP)")
            if re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on") or value.startswith("js:"):
                fault(f"<{tag} {name}=…>: handlers live in scripts (CSP)")
            if name in {"src", "srcset", "poster", "data"} and re.search(r"(https?:)?//", value):
                fault(f"<{tag} {name}={value!r}>: nothing is loaded from elsewhere")
            if name == "href" and tag in {"link", "use", "image"} and re.match(r"(https?:)?//", value):
                fault(f"<{tag} href={value!r}>: nothing is loaded from elsewhere")
            if name == "href" and value.strip().lower().startswith("javascript:"):
                fault(f"<{tag} href={value!r}>: a link leads to an address")
            if name in _SHOWN or (tag == "input" and name == "value" and attrs.get("type") in {"submit", "button"}):
                self._say(value.replace(TAG, " "), name)
        if tag == "img" and "alt" not in attrs and not any(TAG in name for name in attrs):
            fault('<img> without alt (alt="" for a picture that says nothing)')
        if tag == "script" and not attrs.keys() & {"src", "nonce"} and attrs.get("type") != "application/json":
            fault("<script> without src and without nonce (CSP)")
        if attrs.get("target") == "_blank" and "noopener" not in (attrs.get("rel") or ""):
            fault(f"<{tag} target=_blank> without rel=noopener")


def read(path: Path, own_words: frozenset[str] = frozenset()) -> _Reader:
    """A template read once: `.faults` in its markup, `.untranslated` words a person would see."""
    reader = _Reader(path, own_words)
    reader.feed(without_tags(path.read_text(encoding="utf-8")))
    reader.close()
    return reader
