"""Which issue of a journal is meant: "Vol. 41 No. 3, Maret 2026", "v.68:no.38(1992)", "Th. XII, edisi 4" … Pure.

Captions are brought to one spelling ("Vol. 41", "No. 3", "Th. XII", "Edisi 4"), so that one issue is one issue however
it was typed; the date stays as it was printed.
"""

import re
from dataclasses import dataclass

from serambi.catalogue.marc.view import tidy

VOLUME_LENGTH = NUMBER_LENGTH = 40
PUBLISHED_LENGTH = 60

_MONTH_NAMES = (
    ("januari", "january", "jan"), ("februari", "february", "pebruari", "feb", "peb"), ("maret", "march", "mar", "mrt"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("agustus", "august", "agt", "ags", "agu", "aug"), ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"), ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
SEASONS = {"21": ("musim semi", 3), "22": ("musim panas", 6), "23": ("musim gugur", 9), "24": ("musim dingin", 12)}
"""MARC's codes for seasons, their names, and the month by which they stand in order."""
_SEASON_ORDER = dict(SEASONS.values()) | {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])"
_COUNT = r"(?>(?:\d{1,6}[a-z]?(?![^\W_])|(?-i:[IVXLCDM]{1,12})(?!\w))(?:\s?[-/–+]\s?\d{1,6}(?!\w))?)"
_AFTER = rf"(?:\s*[.:]?\s*(?=\d)|\s*[.:\s]\s*){_COUNT}"
_VOLUME = re.compile(rf"(?i)(?<![^\W\d_])(?P<caption>volume|vol|v|jilid|jil|jld|tahun|thn|th)(?P<rest>{_AFTER})")
_NUMBER = re.compile(
    rf"(?i)(?<![^\W\d_])(?P<caption>nomor|number|no|nr|issue|iss|(?P<ed>edisi|ed))"
    rf"(?P<rest>{_AFTER})(?(ed)(?!\s*{_MONTH}))|#(?P<hash>\d{{1,6}})"  # "edisi 12 Januari" is a date
)
_BARE = re.compile(r"^\s*(\d{1,3})\s*(?:\(\s*(\d{1,4})\s*\)|:\s*(\d{1,4})(?!\d))")
_CAPTIONS = {"j": "Jil.", "t": "Th.", "v": "Vol.", "e": "Edisi", "n": "No.", "i": "No."}
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_NAMED_MONTH = re.compile(rf"(?i)(?:(?<!\d)(\d{{1,2}})(?:\s*[-–/]\s*\d{{1,2}})?\s+)?(?<![^\W\d_])({_MONTH})")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SEVERAL = re.compile(r"[-–;&+]|(?i:\bto date\b|\bcurrent\b)")


@dataclass(slots=True, frozen=True)
class IssueName:
    """An issue as it is called; at least one of the three is not empty."""

    volume: str = ""
    number: str = ""
    published: str = ""

    @property
    def sort(self) -> str:
        """Newer issues have greater ones: date, then volume, then number, each of fixed width."""
        year, month, day = _moment(self.published)
        return f"{year:04}{month:02}{day:02} {_worth(self.volume):06} {_worth(self.number):06}"

    def __bool__(self) -> bool:
        return bool(self.volume or self.number or self.published)


def issue_name(text: str) -> IssueName:
    """What the text says, as far as it can be told; words nobody understands are kept whole as the number."""
    text = tidy(text)[:400]
    volume = number = ""
    rest = text
    for found in _VOLUME.finditer(text):
        value = _count_in(found["rest"])
        if not (found["caption"].lower().startswith("t") and _YEAR.fullmatch(value)):  # "tahun 2026" is a date
            volume = f"{_caption(found['caption'])} {value}"
            rest = rest.replace(found[0], " ", 1)
            break
    if found := _NUMBER.search(text):
        caption = found["caption"] or "no"
        number = f"{_caption(caption)} {_count_in(found['rest']) if found['rest'] else found['hash']}"
        rest = rest.replace(found[0], " ", 1)
    if not volume and not number and (found := _BARE.match(text)):
        volume, number = f"Vol. {found[1]}", f"No. {found[2] or found[3]}"
        rest = rest[found.end() :]
    published = re.sub(r"\s+([,.;:])", r"\1", " ".join(re.sub(r"[()\[\]:;]", " ", rest).split())).strip(" ,.-–/")
    if not volume and not number and published and not _has_date(published):
        return IssueName(number=_cut(published, NUMBER_LENGTH))
    return IssueName(_cut(volume, VOLUME_LENGTH), _cut(number, NUMBER_LENGTH), _cut(published, PUBLISHED_LENGTH))


def single_issue(text: str) -> IssueName | None:
    """The issue a summary of holdings names when it names just one: "v.68 no.38 1992", not "v.1-v.27" nor "1986"."""
    text = tidy(text)
    if len(text) > 120 or _SEVERAL.search(_DATE.sub(" ", text)):
        return None
    several = (_VOLUME, _NUMBER)
    if any(len(pattern.findall(text)) > 1 for pattern in several) or len(set(_YEAR.findall(text))) > 1:
        return None
    found = issue_name(text)
    if not _NUMBER.search(text) and not _BARE.match(text) and not _moment(found.published)[1]:
        return None
    return found


def spelled(volume: str, number: str, published: str) -> IssueName:
    """What people typed into three fields, in the spelling that files are brought to."""
    volume, number, published = tidy(volume), tidy(number), tidy(published)
    if found := _VOLUME.fullmatch(volume):
        volume = f"{_caption(found['caption'])} {_count_in(found['rest'])}"
    elif re.fullmatch(_COUNT, volume):
        volume = f"Vol. {volume}"
    if (found := _NUMBER.fullmatch(number)) and found["rest"]:
        number = f"{_caption(found['caption'])} {_count_in(found['rest'])}"
    elif re.fullmatch(_COUNT, number):
        number = f"No. {number}"
    return IssueName(_cut(volume, VOLUME_LENGTH), _cut(number, NUMBER_LENGTH), _cut(published, PUBLISHED_LENGTH))


def date_words(year: str, month: str, day: str) -> str:
    """A date given in MARC's codes, in words: ("1995", "08", "2") is "2 Agustus 1995"."""
    if month in SEASONS:
        return f"{SEASONS[month][0]} {year}".strip()
    name = month
    if month.isascii() and month.isdigit() and 1 <= int(month[:3]) <= 12:
        name = _MONTH_NAMES[int(month[:3]) - 1][0].capitalize()
    return " ".join(filter(None, [day.lstrip("0"), name, year]))


def _caption(word: str) -> str:
    return _CAPTIONS[word[0].lower()]


def _count_in(text: str) -> str:
    return "".join(text.strip(" .:").split())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _worth(text: str) -> int:
    if digits := re.search(r"[0-9]{1,6}", text):
        return int(digits[0])
    roman = re.search(r"\b[IVXLCDM]+\b", text)
    values = [_ROMAN[letter] for letter in roman[0]] if roman else []
    total = sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values)
    )
    return min(max(total, 0), 999_999)


def _has_date(text: str) -> bool:
    return any(_moment(text)[:2])


def _moment(text: str) -> tuple[int, int, int]:
    """Year, month and day of the first date in the text, each 0 when it is not said."""
    if found := _DATE.search(text):
        month, day = int(found[2]), int(found[3] or 0)
        if month <= 12 and day <= 31:
            return int(found[1]), month, day
    years = _YEAR.findall(text)
    year = int(years[-1]) if years else 0
    if found := _NAMED_MONTH.search(text):
        day = int(found[1] or 0)
        return year, MONTHS[found[2].lower()], day if day <= 31 else 0
    lower = text.lower()
    return year, next((month for name, month in _SEASON_ORDER.items() if name in lower), 0), 0
