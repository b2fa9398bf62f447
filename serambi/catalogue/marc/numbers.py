"""ISBN, ISSN and years, out of the text in which catalogues hide them."""

import re
from datetime import date
from unicodedata import digit

CANDIDATE = re.compile(r"(?<![0-9])(?:97[89][\s\-–‐.]*)?(?:[0-9][\s\-–‐.]*){9}[0-9Xx](?![0-9])")
SEPARATORS = re.compile(r"[\s\-–‐.]+")
ISSN = re.compile(r"(?<![0-9])([0-9]{4})[\s\-–‐]?([0-9]{3}[0-9Xx])(?![0-9])")
EARLIEST = 1400
YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])(?!\s*(?:H\b|A\.?H\b))")
CORRECTED = re.compile(r"(?i)\bi\.?\s*e\.?,?\s*[©pc]*([0-9]{4})(?![0-9])")


def isbns_in(text: str) -> list[str]:
    """Every valid ISBN in a text as 13 digits; 10-digit ones are converted."""
    found = []
    for match in CANDIDATE.finditer(text):
        digits = SEPARATORS.sub("", match[0]).upper()
        isbn = _thirteen(digits)
        if isbn is None and len(digits) == 13:
            continue
        if isbn and isbn not in found:
            found.append(isbn)
    return found


def isbn13(text: str) -> str | None:
    """The first valid ISBN in a text as 13 digits; None when there is none (also for a wrong check digit)."""
    found = isbns_in(text)
    return found[0] if found else None


def _thirteen(digits: str) -> str | None:
    if len(digits) == 13 and digits.isdecimal():
        return digits if _check13(digits[:12]) == digits[12] else None
    if len(digits) == 10:
        total = sum((10 - i) * int(char) for i, char in enumerate(digits[:9]))
        if "0123456789X"[-total % 11] == digits[9]:
            body = "978" + digits[:9]
            return body + _check13(body)
    return None


def _check13(twelve: str) -> str:
    return str(-sum(int(char) * (3 if i % 2 else 1) for i, char in enumerate(twelve)) % 10)


def issns_in(text: str) -> list[str]:
    """Every valid ISSN in a text, as "1234-567X"."""
    found = []
    for match in ISSN.finditer(text):
        digits = (match[1] + match[2]).upper()
        total = sum((8 - i) * int(char) for i, char in enumerate(digits[:7]))
        if "0123456789X"[-total % 11] == digits[7]:
            found.append(f"{digits[:4]}-{digits[4:]}")
    return found


def western_digits(text: str) -> str:
    """Digits of other scripts as 0-9."""
    return text if text.isascii() else "".join(str(digit(char, char)) for char in text)


def sensible(year: str) -> int | None:
    """The year as a number if a library can hold a book of it: 1400 until two years from now."""
    if len(year) == 4 and year.isascii() and year.isdecimal() and EARLIEST <= int(year) <= date.today().year + 2:
        return int(year)
    return None


def year_of(text: str, coded: str = "", coded_type: str = "s") -> int | None:
    """The year of publication from the imprint's text and 008/07-10 ("coded", with its type 008/06).

    The text wins when it corrects itself ("1998 [i.e. 1999]") or knows nothing of the coded year; Hijri years are
    no candidates. "19--" and absurd years are unknown.
    """
    text = western_digits(text)
    corrected = CORRECTED.search(text)
    if corrected and (year := sensible(corrected[1])):
        return year
    years = [year for found in YEAR.findall(text) if (year := sensible(found))]
    known = sensible(coded) if coded_type not in ("b", "n") else None
    if known and (not years or known in years):
        return known
    return years[0] if years else None
