"""Numbers that name one thing: ISBN, ISSN, control numbers, barcodes; and call numbers, which name a place."""

import re

from stdnum import issn

__all__ = ["call_number_key", "call_number_keys", "code_keys", "code_of", "looks_like_call_number"]

SEPARATORS = re.compile(r"[\s\-‐-―.]+")
BOOK_NUMBER = re.compile(r"(?:97[89]\d{10}|\d{9}[\dx]|\d{7}[\dx])\Z")
LABEL = re.compile(r"\A\s*(?:e-?isbn|isbn|issn)(?:-?1[03])?[\s:.]*(?=[\dx])", re.IGNORECASE)
AGENCY = re.compile(r"\A\([^)]*\)(?=.)")  # "(DE-101)010028277": people know the number, not whose it is
ISBN = re.compile(r"(?:97[89][0-9]{10}|[0-9]{9}[0-9x])\Z")
CODE = re.compile(r"(?=.*\d{3})[a-z0-9/_-]{4,40}\Z")
LONGEST_CODE = 60

# 813, 899.221, 2X4.96 (Islamic classes of Indonesian libraries), R 030 (reference); then heading and title.
CALL_NUMBER = re.compile(
    r"(?P<mark>[a-z]{1,3} )?(?P<class>\d{3}(?:\.\d+)?|2x\d?(?:\.\d+)?)"
    r"(?: [a-z]{1,5}){0,2}(?: [a-z0-9]{1,6})?\Z"
)


def _compact(text: str) -> str:
    return SEPARATORS.sub("", text).lower()[:LONGEST_CODE]


def code_keys(number: str) -> list[str]:
    """Every form under which one number may be asked for: an ISBN in ten digits also in thirteen, and back; a
    number in another system also without the name of the system."""
    compact = _compact(number)
    if not compact:
        return []
    keys = {compact, AGENCY.sub("", compact) if compact[0] == "(" else compact}
    if len(compact) == 13 and ISBN.match(compact) and compact[-1] == _last_of_thirteen(compact[:12]):
        if compact.startswith("978"):
            keys.add(compact[3:12] + _last_of_ten(compact[3:12]))
    elif len(compact) == 10 and ISBN.match(compact) and compact[-1] == _last_of_ten(compact[:9]):
        keys.add(f"978{compact[:9]}{_last_of_thirteen(f'978{compact[:9]}')}")
    return sorted(keys)


# Not python-stdnum here: it cleans every number anew, which took a third of the time of building the index.
def _last_of_thirteen(digits: str) -> str:
    total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
    return str(-total % 10)


def _last_of_ten(digits: str) -> str:
    rest = sum(place * int(digit) for place, digit in enumerate(digits, start=1)) % 11
    return "x" if rest == 10 else str(rest)


def code_of(text: str) -> str | None:
    """The number, if the whole text is one: an ISBN or ISSN in any spelling, with or without its name in front, or
    one long code like a barcode."""
    text = LABEL.sub("", text)
    compact = _compact(text)
    if BOOK_NUMBER.match(compact):
        return compact
    bare = text.strip().lower()
    if CODE.match(bare):
        return _compact(bare)
    return None


def is_issn(text: str) -> bool:
    """Whether the text is a serial's number with a right check digit."""
    return issn.is_valid(_compact(text))


def call_number_key(text: str) -> str:
    """A call number as it is compared: lower case, single spaces, the point of the class kept."""
    return " ".join(re.sub(r"[^0-9a-z.]+", " ", text.lower()).split())[:LONGEST_CODE]


def looks_like_call_number(text: str) -> bool:
    """Whether the text has the shape of the beginning of a call number: "813", "2X4.1", "R 030.1 ENS"."""
    return bool(CALL_NUMBER.match(call_number_key(text)))


def call_number_keys(call_number: str) -> set[str]:
    """Every beginning of a call number by which it may be asked for.

    "813.54 HIR l" answers to 8, 81, 813, 813.5, 813.54, and each of them from three digits on with "h", "hi", "hir"
    and "hir l" behind, because people copy the first line of a spine label, leave out decimals and stop typing early.
    """
    key = call_number_key(call_number)
    match = CALL_NUMBER.match(key)
    if not match:
        words = key.split()
        return {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    number = match["class"]
    behind = key[match.end("class") :].split()
    starts = {number[:length].rstrip(".") for length in range(1, len(number) + 1)}
    keys = set(starts)
    for start in starts:
        if len(start) >= 3 or start == number:
            keys.update(" ".join([start, *behind[:count]]) for count in range(1, len(behind) + 1))
            keys.update(f"{start} {behind[0][:length]}" for length in range(1, len(behind[0]) if behind else 1))
    if match["mark"]:
        mark = match["mark"].strip()
        keys.update({f"{mark} {each}" for each in keys if len(each) >= 3})
    return keys
