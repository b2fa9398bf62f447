"""What a record describes as people see it (book, film, braille …), for whom, and whether it is fiction.

Leader and 008 are often left at their defaults, so what cataloguers wrote in words (245 $h, 300, 33X, 655) is heard
too. Every answer names its evidence.
"""

import re

from serambi.catalogue.marc.view import View

WITH_AUDIENCE, WITHOUT_AUDIENCE = "acdgijkmort", "sbi"
"""Leader 06 and 07: of which records 008/22 names the readers, and of which not."""
DAISY = re.compile(r"(?i)\bdaisy\b")
BRAILLE = re.compile(r"(?i)\bbrai?lle?\b")
LARGE_PRINT = re.compile(r"(?i)\blarge[- ](?:print|type)\b|\b(?:huruf|cetak(?:an)?|tulisan) besar\b")

# Words of the general material designation (245 $h), English and Indonesian, most telling first.
DESIGNATIONS = [
    ("audiobook", r"talking book|audio ?book|buku (?:audio|bicara|suara)"),
    ("music", r"\bmusi[ck]|\bmusik|\blagu\b"),
    ("sound", r"sound|audio|rekaman suara|kaset|compact disc|piringan"),
    ("film", r"video|film|motion picture|\bvcd\b|\bdvd\b|gambar hidup"),
    ("map", r"cartographic|\bmap\b|\bpeta\b|kartograf|\bglobe\b|\batlas\b"),
    ("ebook", r"electronic|elektronik|computer|komputer|online|\be-?book|\bdigital|cd-?rom|internet"),
    ("kit", r"\bkit\b"),
    ("object", r"realia|\bgame\b|permainan|\btoy\b|mainan|alat peraga|\bmodel\b|diorama"),
    (
        "picture",
        r"picture|gambar|\bfoto|photo|poster|slide|transparen|art (?:original|reproduction)|\bchart|flash ?card",
    ),
    ("newspaper", r"newspaper|surat ?kabar|koran"),
    ("journal", r"serial|terbitan berkala|majalah|jurnal|periodical"),
    ("manuscript", r"manus[ck]ript|manuskrip|naskah"),
    ("other", r"micro|mikro"),
]
DESIGNATIONS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in DESIGNATIONS]
EXTENT = [
    ("map", re.compile(r"(?i)^\W*\d+\s+(?:lembar\s+)?(?:peta|maps?|globes?)\b")),
    ("film", re.compile(r"(?i)^\W*\d+\s+(?:keping\s+)?(?:video\w*|dvd|vcd|film reels?|gulungan film)\b")),
    ("sound", re.compile(r"(?i)^\W*\d+\s+(?:keping\s+)?(?:kaset|sound|audio|compact dis[ck]|cd audio|piringan hitam)")),
    ("ebook", re.compile(r"(?i)\bonline resource|\bsumber (?:online|daring|elektronik)|\b1 file\b|\be-?book\b")),
]
MUSIC = re.compile(r"(?i)\bmusi[ck]\b|\bmusik\b|\blagu\b|\bsongs?\b")
ONLINE_CODES = frozenset("osq")
CARRIERS = {"c": "ebook", "s": "sound", "v": "film", "h": "other"}
BY_TYPE = {
    "e": "map",
    "f": "map",
    "c": "music",
    "d": "music",
    "j": "music",
    "i": "audiobook",
    "r": "object",
    "o": "kit",
}

CHILD = re.compile(
    r"(?i)\bjuvenile (?:fiction|literature|works|poetry|drama|films)"
    r"|\bchildren's (?:stories|books|poetry|literature|songs)|\bpicture books?\b|\bbuku bergambar\b"
    r"|\b(?:cerita|buku|bacaan|fiksi|sastra|novel|puisi|lagu|komik|majalah) (?:\w+ )?anak\b"
)
TEEN = re.compile(
    r"(?i)\byoung adult (?:fiction|literature|books|works)|\bteen ?lit\b"
    r"|\b(?:fiksi|novel|cerita|bacaan|buku|sastra) remaja\b"
)
FOR_CHILD = re.compile(r"(?i)\banak|\bchild|juvenile|\bsd\b|\btk\b|\bpaud\b|sekolah dasar|preschool|kindergarten")
FOR_TEEN = re.compile(r"(?i)remaja|young adult|\bteen|\bsmp\b|\bsma\b|\bsmk\b|sekolah menengah|adolescent")
FOR_ADULT = re.compile(r"(?i)dewasa|adult|mahasiswa|perguruan tinggi|umum\b")
AGE = re.compile(r"(?i)\b(?:usia|umur|ages?|aged)\D{0,8}(\d{1,2})")
LITERARY_CLASS = re.compile(r"^(?:8[1-9][1-9]\.?3|8[1-9]3|808\.83|899\.22\d?\d?3|\[?fic)", re.IGNORECASE)
FICTION = re.compile(r"(?i)\b(?:fiksi|novel|cerpen|cerita pendek|komik|fiction|short stories|manga|graphic novels?)\b")
ABOUT_FICTION = re.compile(r"(?i)history|criticism|sejarah|kritik|technique|authorship|non-?fi[ck]")
NOT_FICTION = re.compile(r"(?i)\bnon[- ]?fi(?:ction|ksi)\b")


def format_of(view: View) -> tuple[str, str]:
    """The format's code (see `vocabulary.Format`) and its evidence."""
    kind, level = view.leader[6], view.leader[7]
    if kind in "zuvxyqw":
        return "other", f"leader/06={kind}"
    for found in (_accessible(view, kind), _in_words(view, kind), _by_leader(view, kind, level)):
        if found:
            return found
    return "book", "leader"


def _accessible(view: View, kind: str) -> tuple[str, str] | None:
    form = view.coded("008", 29 if kind in "efgkor" else 23)
    for tag in ("245", "250", "300", "336", "340", "347", "516", "538", "546", "655"):
        for field in view.data.get(tag, ()):
            text = field.text("h") if tag == "245" else field.text()
            if DAISY.search(text):
                return "daisy", _quoted(tag, text)
            if BRAILLE.search(text) and tag not in ("516", "538"):
                return "braille", _quoted(tag, text)
            if LARGE_PRINT.search(text) and tag not in ("516", "538", "546"):
                return "large_print", _quoted(tag, text)
    if view.first("336", "b") in ("tct", "tcf", "tcm", "tcn"):
        return "braille", "336$b=" + view.first("336", "b")
    if view.coded("007", 0) == "f":
        return "braille", "007/00=f"
    if kind not in "efgkor" and form == "f":
        return "braille", "008/23=f"
    if kind in "at" and form == "d":
        return "large_print", "008/23=d"
    if view.coded("007", 0, 2) == "tb":
        return "large_print", "007/01=b"
    return None


def _in_words(view: View, kind: str) -> tuple[str, str] | None:
    """What 245 $h, the carrier and the extent say, unless the leader already knows something more special."""
    plain = kind in "at "
    designation = view.first("245", "h")
    if designation:
        for name, pattern in DESIGNATIONS:
            if pattern.search(designation) and (plain or name not in ("ebook", "other")):
                return _sound(view, kind) if name == "sound" else name, _quoted("245$h", designation)
    if not plain:
        return None
    if view.first("337", "b") in CARRIERS:
        name = CARRIERS[view.first("337", "b")]
        return _sound(view, kind) if name == "sound" else name, "337$b=" + view.first("337", "b")
    extent = view.first("300")
    for name, pattern in EXTENT:
        if extent and pattern.search(extent):
            return _sound(view, kind) if name == "sound" else name, _quoted("300", extent)
    for text in view.values("655"):
        if re.search(r"(?i)\be-?books?\b|electronic books|buku elektronik", text):
            return "ebook", _quoted("655", text)
    return None


def _by_leader(view: View, kind: str, level: str) -> tuple[str, str] | None:
    reason = f"leader/06={kind}"
    if kind in BY_TYPE:
        return BY_TYPE[kind], reason
    if kind == "g":
        still = view.coded("008", 33) in tuple("ist") or view.coded("007", 0) == "g"
        return ("picture", "008/33=" + view.coded("008", 33)) if still else ("film", reason)
    if kind == "k":
        return "picture", reason
    if kind == "p":  # papers and archives
        return "manuscript", reason
    if kind == "m":
        return ("ebook", "008/26=d") if view.coded("008", 26) == "d" else ("other", reason)
    if level in "sb":
        sort = view.coded("008", 21)
        if level == "s" and sort == "n":
            return "newspaper", "008/21=n"
        if not (level == "s" and sort == "m"):
            return "journal", f"leader/07={level}"
    if kind == "t" and "502" not in view.data:
        return "manuscript", reason
    if view.coded("008", 23) in ONLINE_CODES and view.coded("008", 23):
        return "ebook", "008/23=" + view.coded("008", 23)
    if view.coded("007", 0, 2) == "cr":
        return "ebook", "007=cr"
    if view.coded("006", 0) == "m":
        return "ebook", "006/00=m"
    if view.coded("008", 23) in tuple("abc") or view.coded("007", 0) == "h":
        return "other", "microform"
    if kind in "at":
        return "book", f"leader/06-07={kind}{level}"
    return None


def _sound(view: View, kind: str) -> str:
    if kind == "j":
        return "music"
    if kind == "i":
        return "audiobook"
    return "music" if any(MUSIC.search(text) for text in view.texts("336", "650", "653", "655")) else "audiobook"


def _quoted(place: str, text: str) -> str:
    return f"{place}={' '.join(text.split())[:60]}"


def audience_of(view: View, subjects: list[str]) -> str:
    """child, teen, adult or unknown."""
    for text in view.texts("521", codes="ab"):
        age = AGE.search(text)
        if age:
            years = int(age[1])
            return "child" if years < 12 else "teen" if years < 18 else "adult"
        for name, pattern in (("child", FOR_CHILD), ("teen", FOR_TEEN), ("adult", FOR_ADULT)):
            if pattern.search(text):
                return name
    names_readers = view.leader[6] in WITH_AUDIENCE and view.leader[7] not in WITHOUT_AUDIENCE
    coded = view.coded("008", 22) if names_readers else ""
    if coded and coded in "abcj":
        return "child"
    if coded == "d":
        return "teen"
    for text in subjects:
        if TEEN.search(text):
            return "teen"
        if CHILD.search(text):
            return "child"
    return "adult" if coded and coded in "efg" else "unknown"


def is_fiction(view: View, ddc: str, subjects: list[str]) -> bool | None:
    """True, False, or None when the record does not say. A default 0 in 008/33 does not outvote a literary class."""
    form = view.coded("008", 33) if view.leader[6] in "at" and view.leader[7] in "amcd" else ""
    if form and form in "1dfj":
        return True
    if any(NOT_FICTION.search(text) for text in subjects):
        return False
    if LITERARY_CLASS.match(ddc) or any(FICTION.search(text) and not ABOUT_FICTION.search(text) for text in subjects):
        return True
    if form and form in "0ehis":
        return False
    return False if ddc else None
