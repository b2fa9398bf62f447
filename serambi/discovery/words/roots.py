"""The list of roots (`roots.txt`), and the few words that no rule gets right."""

from functools import cache
from pathlib import Path

__all__ = ["EXCEPTIONS", "roots"]

# Words whose meaning has left their root, old allomorphs, and loan words with Indonesian-looking endings.
EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(("pengalaman", "mengalami", "berpengalaman"), "pengalaman"),
    **dict.fromkeys(("pustakawan", "pustakawati", "kepustakaan", "perpustakaan", "perpus"), "pustaka"),
    **dict.fromkeys(("pelajar", "pelajaran", "pembelajaran", "pembelajar", "mempelajari", "dipelajari"), "ajar"),
    **dict.fromkeys(("budayawan", "kebudayaan"), "budaya"),
    **dict.fromkeys(("karyawan", "karyawati"), "karya"),
    **dict.fromkeys(("sejarawan", "kesejarahan"), "sejarah"),
    **dict.fromkeys(("sastrawan", "kesusastraan", "kesusasteraan", "susastra", "sastera"), "sastra"),
    **dict.fromkeys(("ilmuwan", "keilmuan"), "ilmu"),
    **dict.fromkeys(("wartawan", "pewarta"), "warta"),
    **dict.fromkeys(("seniman", "kesenian"), "seni"),
    **dict.fromkeys(("hartawan",), "harta"),
    **dict.fromkeys(("idealis", "idealisme"), "ideal"),
    **dict.fromkeys(("pertanian", "petani"), "tani"),
    **dict.fromkeys(("peserta", "menyertai", "disertai"), "serta"),
    **dict.fromkeys(("kinerja",), "kerja"),
    **dict.fromkeys(("finalisasi",), "final"),
    **dict.fromkeys(("mengebom", "pengebom", "pengeboman"), "bom"),
    **dict.fromkeys(("pemograman", "memprogram", "pemrogram", "pemrograman"), "program"),
    **dict.fromkeys(("perguruan",), "guru"),
    **dict.fromkeys(("berfikir", "pikiran", "fikiran"), "pikir"),
    **dict.fromkeys(("pemakaian", "memakai"), "pakai"),
    **dict.fromkeys(("senandung", "bersenandung"), "senandung"),
}  # fmt: skip


@cache
def roots() -> frozenset[str]:
    """Every listed root."""
    lines = (Path(__file__).parent / "roots.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
