"""Titles in capitals as people write them: "LASKAR PELANGI" is "Laskar Pelangi". Only when staff choose it."""

import re

SMALL = {
    "dan", "di", "ke", "dari", "yang", "untuk", "pada", "dalam", "dengan", "atau", "oleh", "bagi", "serta", "sebagai",
    "terhadap", "tentang", "of", "the", "and", "in", "for", "to", "a", "an", "on", "with",
}  # fmt: skip
KEPT = {
    "ABRI", "AIDS", "AS", "BUMN", "CD", "CPNS", "CSS", "DIY", "DKI", "DNA", "DPR", "DVD", "EQ", "ESQ", "HAM",
    "HIV", "HTML", "ICT", "IPA", "IPS", "IQ", "IT", "KB", "KTSP", "KUHAP", "KUHP", "LKS", "MA", "MI", "MIPA",
    "MPR", "MS", "MTS", "NKRI", "NTB", "NTT", "PAI", "PAUD", "PBB", "PHP", "PKK", "PKN", "PNS", "POLRI", "PPKN",
    "RI", "RNA", "SD", "SDM", "SLTP", "SMA", "SMK", "SMP", "SMU", "SQL", "TBC", "TIK", "TK", "TNI", "TOEFL",
    "UMKM", "UN", "USA", "UTBK", "UU", "UUD", "VB", "XML",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def is_upper(title: str) -> bool:
    """All capitals, and enough of them to be a habit rather than an abbreviation."""
    letters = [char for char in title if char.isalpha()]
    return len(letters) >= 6 and " " in title.strip() and all(char.upper() == char for char in letters)


def lowered(title: str) -> str:
    """In the capitals of a title page; numerals, known abbreviations and words without vowels stay."""
    start = True

    def write(found: re.Match) -> str:
        nonlocal start
        word, first = found[0], start
        before = title[: found.start()].rstrip()
        first = first or before.endswith((":", "-", "–", "/", ".", "?", "!", "=", "("))
        start = False
        if word in KEPT or _is_roman(word) or not re.search("[AEIOUY]", word):
            return word
        if word.lower() in SMALL and not first:
            return word.lower()
        return word[0] + word[1:].lower()

    return _WORD.sub(write, title)


def _is_roman(word: str) -> bool:
    return bool(word) and _ROMAN.fullmatch(word) is not None and word not in ("DI", "MI", "MIX", "LI", "DIM", "CIVIL")
