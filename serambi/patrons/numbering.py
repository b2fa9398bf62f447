"""Numbers of cards: which comes next, and whether one that was typed can be right.

A number is the prefix (with {year} and {branch} filled in), a running number of at least so many digits, and a check
digit over all digits before it. Whoever writes a card number, drawn or given, holds the lock of the CardScheme: so no
number is ever given that somebody has or had.
"""

import re
from datetime import date

from serambi.branches.models import Branch
from serambi.kit.refusal import Refusal, Refused
from serambi.patrons import refusals as no
from serambi.patrons.models import CardScheme, FormerCard, Patron

LONGEST = 40
Check = CardScheme.Check
PREFIX = re.compile(r"(?:[A-Za-z0-9.\-]|\{year\}|\{branch\})*")
_HOLES = re.compile(r"(\{year\}|\{branch\})")
_SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_\-]{2,39}")


def scheme() -> CardScheme:
    """How numbers are made, for reading."""
    return CardScheme.objects.filter(pk=1).first() or CardScheme(pk=1)


def locked_scheme() -> CardScheme:
    """The scheme, locked until the transaction ends. Comes before every other lock of the room."""
    CardScheme.objects.get_or_create(pk=1)
    return CardScheme.objects.select_for_update().get(pk=1)


def next_card_number(branch: Branch, day: date) -> str:
    """The number of a new card for a member of `branch` who joins on `day`. Needs a transaction; locks the scheme."""
    how = locked_scheme()
    number = how.next_number
    while (text := rendered(how, number, branch.code, day.year)) is not None and is_taken(text):
        number += 1
    if text is None:
        raise Refused(no.CARD_TOO_LONG)
    how.next_number = number + 1
    how.save(update_fields=["next_number"])
    return text


def given_card_number(text: str, *, but: int | None = None) -> str:
    """A number that is printed on a card already, for a new card. Needs a transaction; locks the scheme.

    Raises `Refused` when it is malformed or somebody has or had it (`but`: a patron's own present one).
    """
    locked_scheme()
    number = cleaned(text)
    reasons = wrong_with(number)
    if not reasons and is_taken(number, but=but):
        reasons = [no.CARD_TAKEN]
    if reasons:
        raise Refused(*reasons)
    return number


def wrong_with(number: str) -> list[Refusal]:
    """Why this cannot be the number of a card."""
    return [] if _SHAPE.fullmatch(number) else [no.CARD_MALFORMED]


def cleaned(text: str) -> str:
    """What a scanner or a person typed, without spaces around or between."""
    return "".join(text.split())


def is_taken(number: str, *, but: int | None = None) -> bool:
    """Does somebody have this number, or did somebody once?"""
    same = spellings(number)
    return (
        Patron.objects.filter(card_number__in=same).exclude(pk=but).exists()
        or FormerCard.objects.filter(number__in=same).exists()
    )


def spellings(number: str) -> set[str]:
    """As it was typed, in capitals, in small letters: what an index finds, since some old cards have small ones."""
    return {number, number.upper(), number.lower()}


def rendered(how: CardScheme, number: int, branch_code: str, year: int) -> str | None:
    """The whole card number; None when there is no room for it."""
    prefix = how.prefix.replace("{year}", str(year)).replace("{branch}", branch_code.upper())
    text = f"{prefix}{number:0{how.digits}}"
    text += check_digit(text, how.check_digit)
    return text if len(text) <= LONGEST else None


def is_well_formed(number: str, how: CardScheme | None = None) -> bool:
    """Can the scheme have made this number? False is a hint of a misread card, no more: cards of before stay good."""
    how = how or scheme()
    text = cleaned(number).upper()
    made = {"{year}": "[0-9]{4}", "{branch}": "[A-Z0-9_-]+"}
    prefix = "".join(made.get(part) or re.escape(part.upper()) for part in _HOLES.split(how.prefix))
    tail = {Check.NONE: "", Check.LUHN: "[0-9]", Check.MOD11: "[0-9X]"}[Check(how.check_digit)]
    if not re.fullmatch(f"{prefix}[0-9]{{{how.digits},18}}{tail}", text):
        return False
    return how.check_digit == Check.NONE or check_digit(text[:-1], how.check_digit) == text[-1]


def check_digit(text: str, check: str) -> str:
    """The check digit of the digits in `text`; letters do not count. Empty for a scheme without one."""
    digits = [int(each) for each in reversed(text) if each in "0123456789"]
    if check == Check.LUHN:
        doubled = (2 * digit - 9 * (digit > 4) if place % 2 == 0 else digit for place, digit in enumerate(digits))
        return str(-sum(doubled) % 10)
    if check == Check.MOD11:
        left = -sum(digit * (place % 6 + 2) for place, digit in enumerate(digits)) % 11
        return "X" if left == 10 else str(left)
    return ""
