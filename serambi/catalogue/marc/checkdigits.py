"""ISBN and ISSN as people type them: right, or wrong with the number that is probably meant."""

from dataclasses import dataclass

from stdnum import ean, isbn, issn
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.util import clean

RIGHT, CHECKSUM, NO_NUMBER = "right", "checksum", "no_number"


@dataclass(frozen=True, slots=True)
class Checked:
    """`verdict` is one of RIGHT, CHECKSUM, NO_NUMBER; `offer` the number well written, or with a right check digit."""

    typed: str
    verdict: str
    offer: str = ""


def check_isbn(text: str) -> Checked:
    """The number at the beginning of the text; what follows it ("(pbk.)") does not count."""
    number = clean(text.split("(")[0], " -–‐.").strip().upper()
    try:
        return Checked(text, RIGHT, isbn.format(isbn.validate(number)))
    except InvalidChecksum:
        number = isbn.compact(number)  # an SBN of nine digits has ten as ISBN
        right = number[:-1] + (ean.calc_check_digit(number[:-1]) if len(number) == 13 else _ten(number[:-1]))
        return Checked(text, CHECKSUM, isbn.format(right))
    except ValidationError:
        return Checked(text, NO_NUMBER)


def _ten(nine: str) -> str:
    total = sum((10 - place) * int(digit) for place, digit in enumerate(nine))
    return "0123456789X"[-total % 11]


def check_issn(text: str) -> Checked:
    number = clean(text, " -–‐.").strip().upper()
    try:
        return Checked(text, RIGHT, issn.format(issn.validate(number)))
    except InvalidChecksum:
        return Checked(text, CHECKSUM, issn.format(number[:-1] + issn.calc_check_digit(number[:-1])))
    except ValidationError:
        return Checked(text, NO_NUMBER)
