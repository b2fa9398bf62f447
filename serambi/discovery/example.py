"""Lists for the example library, made from titles it really has."""

from django.utils.timezone import now

from serambi.catalogue.models import BibRecord
from serambi.discovery.lists import add_work, is_for_children, make_shelf, publish
from serambi.discovery.models import Shelf
from serambi.kit.folding import fold
from serambi.kit.refusal import Refused

__all__ = ["seed_example_lists"]

FEWEST = 4
"""A list with fewer of its titles in the catalogue is left out rather than shown bare."""
MOST = 12

# (kind, audience, title, introduction, beginnings of titles with an optional note)
LISTS = (
    (
        "pick", "everyone", "Kami di meja depan sedang membaca ini",
        "Buku-buku yang minggu ini berpindah tangan di antara pustakawan, dengan satu kalimat mengapa.",
        (
            ("Laskar Pelangi", "Masih membuat kami tertawa dan menangis di halaman yang sama."),
            ("Bumi Manusia", "Mulailah dari halaman pertama; sisanya terjadi sendiri."),
            ("Cantik Itu Luka", "Lucu, getir, dan tidak mirip apa pun."),
            ("Hujan Bulan Juni", "Puisi yang cukup pendek untuk menunggu angkutan."),
            ("Filosofi Teras", "Buku tenang untuk minggu yang tidak tenang."),
            ("Pulang", "Tentang orang yang tidak bisa kembali, dan kota yang menunggu."),
            ("Gadis Kretek", "Sejarah yang berbau cengkih."),
            ("Laut Bercerita", "Siapkan waktu setelah menutup buku ini."),
            ("Aroma Karsa", ""),
            ("Ronggeng Dukuh Paruk", "Desa yang terasa dekat, bahkan bagi yang besar di kota."),
            ("Perahu Kertas", ""),
            ("Negeri 5 Menara", "Untuk siapa saja yang pernah merantau."),
            ("Sang Pemimpi", ""),
            ("Kambing dan Hujan", "Dua masjid, dua keluarga, satu pernikahan."),
        ),
    ),
    (
        "display", "everyone", "Baru pulang dari Festival Tenun",
        "Meja pamer di lantai satu: kain, motif, warna alam, dan tangan-tangan yang mengerjakannya.",
        tuple((word, "") for word in (
            "Busana Tenun", "Batik as My Identity", "Buku Penuntun Membuat Pola Busana", "Khasanah Busana",
            "Memilih Bahan Busana", "Fashion designer", "Mengenal Dan Membuat Kerajinan",
            "Pengembangan Desain Pada Mesin", "Pencarian ke dalam diri merajut", "Keterampilan menganyam",
        )),
    ),
    (
        "reading", "everyone", "Sastra Indonesia yang wajib singgah",
        "Dari Balai Pustaka sampai sekarang: sebuah jalan yang bisa ditempuh dari ujung mana pun.",
        tuple((title, f"Terbit pertama kali {year}.") for title, year in (
            ("Sitti Nurbaya", 1922), ("Siti Nurbaya", 1922), ("Salah Asuhan", 1928), ("Layar Terkembang", 1937),
            ("Belenggu", 1940), ("Atheis", 1949), ("Tenggelamnya Kapal", 1938), ("Di Bawah Lindungan", 1938),
            ("Azab dan Sengsara", 1920), ("Robohnya Surau Kami", 1956), ("Harimau! Harimau!", 1975),
            ("Burung-Burung Manyar", 1981), ("Para Priyayi", 1992), ("Saman", 1998), ("Lelaki Harimau", 2004),
            ("Bumi Manusia", 1980), ("Ronggeng Dukuh Paruk", 1982),
        )),
    ),
    (
        "reading", "children", "Sebelum tidur",
        "Cerita yang pas untuk satu malam.",
        tuple((word, "") for word in (
            "Dongeng", "Kancil", "Kumpulan dongeng", "Cerita rakyat", "Fabel", "Kisah", "Timun Mas", "Bawang Merah",
            "Malin Kundang", "Legenda", "Cerita anak", "Putri", "Kucing",
        )),
    ),
    (
        "pick", "children", "Kak pustakawan suka ini",
        "Coba bawa pulang satu.",
        tuple((word, "") for word in (
            "Ensiklopedia", "KKPK", "Mengenal", "Seri", "Buku tanya jawab", "Asyiknya", "Komik", "Aku", "Hewan", "Si ",
            "Ayo",
        )),
    ),
)  # fmt: skip


def seed_example_lists() -> int:
    """Make and publish the example's lists from titles in the catalogue; those that exist stay. Returns how many."""
    made = 0
    for kind, audience, title, intro, wanted in LISTS:
        if Shelf.objects.filter(title=title).exists():
            continue
        works = _works(wanted, children=audience == Shelf.For.CHILDREN)
        if len(works) < FEWEST:
            continue
        shelf = make_shelf(title=title, kind=kind, audience=audience, intro=intro, by=None)
        for work, note in works:
            try:
                add_work(shelf, work, note=note, by=None)
            except Refused:
                continue
        publish(shelf, starts=now(), by=None)
        made += 1
    return made


def _works(wanted, *, children: bool) -> list[tuple]:
    """(work, note) of the first fitting title for each beginning; a short beginning may give several titles."""
    found: dict[int, tuple] = {}
    per_word = 3 if children else 1 if any(note for _word, note in wanted) else 2
    for word, note in wanted:
        rows = BibRecord.objects.filter(shown=True, title__istartswith=word, format="book").select_related("work")
        if children:
            rows = rows.filter(audience="child")
        taken = 0
        for record in rows.order_by("title", "id")[:40]:
            fits = fold(record.title).startswith(fold(word))
            if not fits or record.work_id in found or (children and not is_for_children(record.work_id)):
                continue
            found[record.work_id] = (record.work, note)
            taken += 1
            if taken == per_word or len(found) >= MOST:
                break
        if len(found) >= MOST:
            break
    return list(found.values())
