"""Names, mobile numbers and e-mail addresses as people type them, made into what is kept. Pure."""

import re
import unicodedata

_DIGITS = re.compile(r"[0-9]+")
_FILLING = re.compile(r"[\s().\-/]+")
_INDONESIAN_MOBILE = re.compile(r"\+628[1-9][0-9]{6,10}")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"  # part of how some scripts are written


def phone_number(text: str) -> str:
    """The number as `+628…`: "0812-3456-7890", "62812…" and "+62 812 …" are the same one.

    Numbers of other countries begin with + (or 00). Raises ValueError for anything else, an empty text too.
    """
    said = _FILLING.sub("", unicodedata.normalize("NFKC", text[:60]).strip())
    if said.startswith("00"):
        said = f"+{said[2:]}"
    if not _DIGITS.fullmatch(said.removeprefix("+")) or not said.isascii():
        raise ValueError("not a telephone number")
    if not said.startswith("+"):
        said = f"+{said}" if said.startswith("62") else f"+62{said.removeprefix('0')}"
    if said.startswith("+62"):
        said = f"+62{said[3:].removeprefix('0')}"  # "+62 (0)812 …"
        if _INDONESIAN_MOBILE.fullmatch(said):
            return said
    elif _FOREIGN.fullmatch(said):
        return said
    raise ValueError("not a telephone number")


def name_of(text: str) -> str:
    """The name as one string: single spaces, nothing invisible. Never divided, never put into another case."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    kept = (each for each in words if each in _JOINERS or unicodedata.category(each) not in _DROPPED)
    return " ".join("".join(kept).split())


def email_of(text: str) -> str:
    """The address in small letters, as it is compared, without anything invisible; empty stays empty."""
    return name_of(text).lower()
