"""Call numbers sort as people shelve."""

import pytest

from serambi.catalogue.shelving import LENGTH, call_sort, class_of

SHELF = [
    "005.133 ABC p", "2X4.1 ALQ t", "297 ALI s", "300 BUD p", "813", "813 HIR l", "813/HIR/s", "813 HIR s v.2",
    "813 HIR s v.10", "813.12 AAA a", "813.2 AAA a", "899.221 3 TOE b", "A 813 ROS s", "R 030 ENS e", "REF/031 ENS e",
    "FIK HIR l",
]  # fmt: skip


def test_a_shelf_is_in_order():
    keys = [call_sort(each) for each in SHELF]
    by_key = [each for _key, each in sorted(zip(keys, SHELF, strict=True))]
    assert by_key == [SHELF[0], "297 ALI s", "2X4.1 ALQ t", *SHELF[3:]]


@pytest.mark.parametrize(
    ("call_number", "expected"),
    [("R 899.221 3 TOE b", "899.2213"), ("2x4.1 ALQ", "2X4.1"), ("FIK HIR l", ""), ("", ""), ("813,5 A", "813.5")],
)
def test_the_class_is_found(call_number, expected):
    assert class_of(call_number) == expected


@pytest.mark.parametrize("call_number", ["\x00", "x" * 5000, "9" * 5000, "🙂", ". . .", "٨١٣ ابن"])
def test_nonsense_has_a_key_that_fits(call_number):
    assert len(call_sort(call_number)) <= LENGTH
