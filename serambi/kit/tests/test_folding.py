import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serambi.kit.folding import fold, fold_old_spelling


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Laskar Pelangi", "laskar pelangi"),
        ("Al-Qur’an & Ṣūfī", "al quran sufi"),
        ("Al-Qurʾān", "al quran"),
        ("Straße, Œuvre; Æsop: Søren", "strasse oeuvre aesop soren"),
        ("  1/2 Isi -- 1/2 Kosong!  ", "1 2 isi 1 2 kosong"),
        ("ﬁlsafat H₂O", "filsafat h2o"),
        ("İstanbul", "istanbul"),
        ("Tolstoĭ, Lev Nikolaevich", "tolstoi lev nikolaevich"),
        ("Война и мир", "воина и мир"),
        ("القُرْآن", "القران"),
        ("한국어 日本語 が", "한국어 日本語 が"),
        ("हिन्दी", "हिन्दी"),
        ("zero\u200bwidth \u202ertl\u202c nul\x00l", "zerowidth rtl nul l"),
        ("", ""),
        ("!?…", ""),
    ],
)
def test_fold_makes_plain_words(text, key):
    assert fold(text) == key


@pytest.mark.parametrize(
    ("old", "modern"),
    [
        ("Soekarno", "sukarno"),
        ("Pramoedya Ananta Toer", "pramudya ananta tur"),
        ("Tjokroaminoto", "cokroaminoto"),
        ("Djajadiningrat", "jayadiningrat"),
        ("Soerjani Wirjosandjojo", "suryani wiryosanjoyo"),
        ("Tjerita ra'jat", "cerita rakyat"),
        ("Ma’loemat", "maklumat"),
        ("Njanji soenji", "nyanyi sunyi"),
        ("Sjahrir, Chairil", "syahrir khairil"),
        ("Ali's, we're", "alis were"),
        ("anak2", "anak anak"),
        ("ber-main2", "ber main main"),
        ("sajur2an", "sajur sajuran"),
        ("jalan raya", "jalan raya"),
        ("penjual panjang, banjir", "penjual panjang banjir"),
        ("Al-Qur'an Jum'at", "al quran jumat"),
        ("mp3 b2", "mp3 b2"),
        ("", ""),
    ],
)
def test_old_spelling_becomes_modern(old, modern):
    assert fold_old_spelling(old) == modern


@given(st.text())
def test_any_text_folds_to_single_spaced_words_and_stays_folded(text):
    key = fold(text)
    assert key == " ".join(key.split())
    assert not any(unicodedata.category(character)[0] in "PZ" for character in key if character != " ")
    assert fold(key) == key
    assert fold_old_spelling(text) == " ".join(fold_old_spelling(text).split())
