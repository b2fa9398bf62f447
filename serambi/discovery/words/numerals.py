"""Numbers in figures, words and Roman letters: "Negeri 5 Menara", "negeri lima menara", "jilid II"."""

__all__ = ["other_numerals"]

ROMAN = [
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
]
INDONESIAN = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for number, roman in enumerate(ROMAN, start=1):
        names = [str(number), *(names[number - 1] for names in (INDONESIAN, ENGLISH) if number <= len(names))]
        written = [*names, roman] if len(roman) > 1 else names  # a single letter is rarely meant as a number
        for one in written:
            # A word stands for the figure, not for the word of another language.
            others = written if one == str(number) else [str(number), *([roman] if len(roman) > 1 else [])]
            table[one] = tuple(other for other in others if other != one)
    return table


_TABLE = _table()


def other_numerals(word: str) -> tuple[str, ...]:
    """Other ways to write the same number; () when the word is none up to twenty."""
    return _TABLE.get(word, ())
