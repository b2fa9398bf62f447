"""Classes, subjects and audience of the Indonesian titles: from their own data, else from words of the title."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    ddc: str = ""
    headings: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    audience: str = " "
    """MARC 008/22: j juvenile, d adolescent, e adult, blank unknown."""
    fiction: bool | None = None
    prefix: str = ""
    """Shelf prefix before the class (`A` for the children's shelves)."""


# how booksellers name their shelves -> class, heading, audience, fiction
_SHELVES: dict[str, tuple[str, str, str, bool | None]] = {
    "bisnis ekonomi": ("650", "Bisnis dan ekonomi", " ", False),
    "buku anak": ("808.83", "Bacaan anak", "j", None),
    "nonfiksi anak remaja": ("030", "Pengetahuan untuk anak dan remaja", "j", False),
    "fiksi sastra": ("813", "Fiksi Indonesia", " ", True),
    "sastra 1": ("813", "Kesusastraan Indonesia", " ", True),
    "pendidikan": ("370", "Pendidikan", " ", False),
    "biografi": ("920", "Biografi", " ", False),
    "agama": ("200", "Agama", " ", False),
    "sains": ("500", "Ilmu pengetahuan alam", " ", False),
    "teknik": ("620", "Teknik", " ", False),
    "komputer teknologi": ("004", "Komputer", " ", False),
    "komputer": ("004", "Komputer", " ", False),
    "komik": ("741.5", "Komik", " ", None),
    "pengembangan diri 1": ("158.1", "Pengembangan diri", " ", False),
    "buku masakan": ("641.5", "Masakan", " ", False),
    "medis": ("610", "Kesehatan", " ", False),
    "keluarga": ("649", "Keluarga", " ", False),
    "filsafat": ("100", "Filsafat", " ", False),
    "sosial": ("300", "Ilmu sosial", " ", False),
    "fotografi": ("770", "Fotografi", " ", False),
    "travel": ("910", "Perjalanan", " ", False),
    "teenlit": ("813", "Fiksi remaja", "d", True),
    "puisi 1": ("811", "Puisi Indonesia", " ", True),
    "puisi": ("811", "Puisi Indonesia", " ", True),
    "humor": ("817", "Humor", " ", None),
    "seni rupa": ("700", "Seni rupa", " ", False),
    "olahraga 2": ("796", "Olahraga", " ", False),
    "game aktivitas": ("793", "Permainan", "j", False),
    "catatan harian": ("808.8", "Catatan harian", " ", None),
}
_NOT_SUBJECTS = {"samsoe b", "lain lain 2", "", "umum"}
# words of a title -> class and heading, when the list gives neither
_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"al-?qur'?an|tafsir", "2X1", "Al-Quran"),
    (r"hadi[ts]s?|hadits", "2X2", "Hadis"),
    (r"fi[qk]i?h|shalat|salat|zakat|puasa|haji|halal|haram", "2X4", "Fikih"),
    (r"akhla[qk]|tasa(w|wu)f|doa|zikir|asmaul", "2X5", "Akhlak dan tasawuf"),
    (r"nabi|rasul|sahabat|sirah|khalifah|tokoh islam|imam", "2X9", "Sejarah Islam"),
    (r"islam|muslim|dakwah|iman|allah", "2X0", "Islam"),
    (r"resep|masakan|kue|menu|kuliner", "641.5", "Masakan"),
    (
        r"komputer|program|php|java|excel|word|photoshop|coreldraw|web|android|microsoft|database|jaringan",
        "005",
        "Komputer",
    ),
    (r"bahasa inggris|english|toefl|grammar", "420", "Bahasa Inggris"),
    (r"bahasa indonesia|eyd|tata bahasa", "499.221", "Bahasa Indonesia"),
    (r"matematika|aljabar|kalkulus|statistik", "510", "Matematika"),
    (r"fisika", "530", "Fisika"),
    (r"kimia", "540", "Kimia"),
    (r"biologi|hewan|tumbuhan", "570", "Biologi"),
    (r"kelas|sma|smp|kurikulum|belajar mengajar|guru|sekolah|pendidikan", "370", "Pendidikan"),
    (r"sejarah|kerajaan|majapahit|sriwijaya|kolonial|revolusi", "959.8", "Sejarah Indonesia"),
    (r"bisnis|manajemen|pemasaran|wirausaha|marketing|usaha|akuntansi|investasi", "650", "Bisnis dan ekonomi"),
    (r"hukum|undang-undang", "340", "Hukum"),
    (r"politik|demokrasi|negara|pemerintah", "320", "Politik"),
    (r"sehat|kesehatan|penyakit|dokter|herbal|obat", "610", "Kesehatan"),
    (r"tani|tanaman|ternak|budi ?daya|kebun|ikan", "630", "Pertanian"),
    (r"psikologi|motivasi|sukses|kepribadian", "158.1", "Pengembangan diri"),
    (r"novel|cerpen|cinta|kisah cinta", "813", "Fiksi Indonesia"),
)
_CHILD = re.compile(r"\b(anak|dongeng|si kecil|balita|paud|cerita rakyat|fabel|mewarnai|kancil|putri)\b", re.IGNORECASE)
_FICTION_CLASS = re.compile(r"^8\d?[13](\.|$)")


def topic_of(ddc: str, subjects: str, title: str, extent: str) -> Topic:
    """What a row is about; `extent` counts as a subject where the list has one there ("Biologi", "Buku Guru")."""
    ddc = re.sub(r"^2x", "2X", ddc.strip()).rstrip(".")
    headings, audience, fiction = [], " ", None
    for raw in subjects.split(";"):
        name = raw.strip().casefold()
        if name in _NOT_SUBJECTS:
            continue
        if name in _SHELVES:
            shelf_ddc, heading, shelf_audience, shelf_fiction = _SHELVES[name]
            ddc = ddc or shelf_ddc
            headings.append(heading)
            audience = shelf_audience if audience == " " else audience
            fiction = shelf_fiction if fiction is None else fiction
        else:
            headings.append(_sentence_case(raw.strip(" .")))
    if not ddc:
        for pattern, word_ddc, heading in _WORDS:
            if re.search(rf"\b({pattern})\b", title, re.IGNORECASE):
                ddc = word_ddc
                headings = headings or [heading]
                break
    if fiction is None and _FICTION_CLASS.match(ddc):
        fiction = True
    if audience == " " and ddc.startswith(("808.8", "398", "030", "813")) and _CHILD.search(title):
        audience = "j"
    if "Buku Guru" in extent:
        headings.append("Buku guru")
    genres = ["Fiksi"] if fiction else []
    if "Novel" in title:
        genres.append("Novel")
    return Topic(ddc, tuple(dict.fromkeys(headings)), tuple(genres), audience, fiction, "A" if audience == "j" else "")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
