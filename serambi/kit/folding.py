"""Keys for comparing text: what people type against what records say.

`fold` makes a plain key (case, diacritics, ligatures and punctuation no longer matter); `fold_old_spelling`
makes the key of the modern spelling of an Indonesian text written before 1972. Both give lower-case words
with single spaces between, never raise, and are for matching only: a name is never rewritten for display.

Old spelling: Van Ophuijsen (1901) and Soewandi (1947) to EYD (1972), the pairs in the order in which the
reforms replaced them.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_old_spelling"]

# Written between letters they stand for a glottal stop or an elision and are left out ("Qur'an" is "quran");
# at the edge of a word they are quotation marks, and leaving them out changes nothing either.
APOSTROPHES = "'`´ʹʻʼʽʾʿˈˊˋ‘’‚‛′‵＇"

# Letters without a Unicode decomposition that people type as plain ones.
PLAIN_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
    "ŋ": "ng", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ǝ": "e", "ə": "e", "ɛ": "e", "ɔ": "o",
}  # fmt: skip

# Marks above or below a letter that a reader may leave out. Vowel signs of Indic scripts are also combining
# marks to Unicode, but they are letters to their readers: those stay.
DROPPED_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip

REMEMBERED = 4096
"""A title is folded for each of its keys, and names and subjects come again with every other record."""
WORD_CATEGORIES = "LNM"
OLD_DIGRAPHS = {"oe": "u", "tj": "c", "dj": "j", "nj": "ny", "sj": "sy", "ch": "kh", "j": "y"}
OLD_PAIR = re.compile("oe|tj|dj|nj|sj|ch|j")
# "nj" inside a word proves nothing: "penjual", "panjang" and "banjir" are modern.
OLD_EVIDENCE = re.compile("oe|tj|dj|sj|ch|^nj")
# A vowel, the mark, a consonant; not the English endings of "Ali's" and "we're".
GLOTTAL_STOP = re.compile(
    rf"(?<=[aeiou])[{re.escape(APOSTROPHES)}](?=[bcdfghjklmnpqrstvwxyz])(?!(?:s|d|t|m|ll|re|ve)\b)", re.IGNORECASE
)
GLOTTAL_MARK = "\ue000"  # stands in for the glottal stop of "ra'jat" while the rest of the word is folded
TWICE = re.compile(r"\b([a-z]{3,})2([a-z]*)\b")


class _Plain(dict):
    """A translation table that works out each character once, on first sight."""

    def __missing__(self, code):
        character = chr(code)
        if character in APOSTROPHES or any(first <= code <= last for first, last in DROPPED_MARKS):
            plain = ""
        elif character in PLAIN_LETTERS:
            plain = PLAIN_LETTERS[character]
        elif unicodedata.category(character)[0] in WORD_CATEGORIES:
            plain = character
        else:
            # Format characters (zero width joiners, right-to-left marks) hide inside words.
            plain = "" if unicodedata.category(character) == "Cf" else " "
        self[code] = plain
        return plain


_PLAIN = _Plain()
_OLD_PLAIN = _Plain({ord(GLOTTAL_MARK): GLOTTAL_MARK})


def _words(text: str, table: _Plain) -> str:
    text = text.lower()
    if text.isascii():
        return " ".join(text.translate(table).split())
    plain = unicodedata.normalize("NFKD", text).lower().translate(table)
    return unicodedata.normalize("NFC", " ".join(plain.split()))


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """The text as plain words: "Al-Qur’an & Ṣūfī" is "al quran sufi". Other scripts stay what they are."""
    return _words(text, _PLAIN)


@lru_cache(maxsize=REMEMBERED)
def fold_old_spelling(text: str) -> str:
    """`fold`, with old Indonesian spelling made new: "Tjerita ra'jat anak2" is "cerita rakyat anak anak".

    `j` and `nj` change only in a word that is old beyond doubt, because another old pair or the glottal stop
    stands in it: "Soerjani" is "suryani", but "jalan" and "panjang" stay what they are.
    """
    if not text.isascii() or "'" in text or "`" in text:
        text = GLOTTAL_STOP.sub(GLOTTAL_MARK, text)
    words = _words(text, _OLD_PLAIN)
    if "2" in words:
        words = TWICE.sub(r"\1 \1\2", words)
    return " ".join(map(_modern_word, words.split(" "))) if words else ""


@lru_cache(maxsize=65536)
def _modern_word(word: str) -> str:
    if GLOTTAL_MARK in word:
        word = word.replace(GLOTTAL_MARK, "k")
    elif not OLD_EVIDENCE.search(word):
        return word
    return OLD_PAIR.sub(lambda pair: OLD_DIGRAPHS[pair[0]], word)
