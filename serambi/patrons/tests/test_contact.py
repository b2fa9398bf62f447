import pytest

from serambi.patrons.contact import email_of, name_of, phone_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081234567890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("62812 3456 7890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        ("0812.345.678", "+62812345678"),
        ("+60 12-345 6789", "+60123456789"),
        ("+1 (202) 555-0123", "+12025550123"),
    ],
)
def test_one_number_is_written_in_one_way(typed, kept):
    assert phone_number(typed) == kept
    assert phone_number(kept) == kept


@pytest.mark.parametrize(
    "typed",
    ["", " ", "0812", "0451 555 0100", "08x2 3456 7890", "+", "+0812345678", "+62", "١٢٣٤٥٦٧٨٩٠", "0812345678901234567",
     "\x00081234567890", "0812345678\ud800", "0800 123 4567", "9" * 5000],
)  # fmt: skip
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(ValueError, match="telephone"):
        phone_number(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bu   Wati\tRahmawati \n", "Bu Wati Rahmawati"),
        ("Sari\x00 Lestari", "Sari Lestari"),
        ("\u202eSari\u200b Lestari\ud800", "Sari Lestari"),
        ("sukarno", "sukarno"),
        ("I Gusti Ayu O'Brien-Ng", "I Gusti Ayu O'Brien-Ng"),
        ("Andre\u0301", "André"),
        ("\x00\u200b", ""),
    ],
)
def test_a_name_stays_one_string_in_its_own_letters(typed, kept):
    assert name_of(typed) == kept


def test_addresses_are_compared_in_small_letters():
    assert email_of(" Sari@Example.ID\x00\ud800 ") == "sari@example.id"
