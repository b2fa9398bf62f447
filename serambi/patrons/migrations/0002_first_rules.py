"""What a library begins with: eight categories, how card numbers are made, the first texts of consent."""

from datetime import UTC, datetime

from django.db import migrations

CATEGORIES = (
    # code, kind, name, name in English, from age, to age, months, joins online
    ("anak", "child", "Anak", "Child", 6, 12, 24, True),
    ("remaja", "teen", "Remaja", "Teenager", 13, 17, 24, True),
    ("dewasa", "adult", "Dewasa", "Adult", 18, 59, 24, True),
    ("lansia", "elder", "Lansia", "Senior", 60, None, 60, True),
    ("pelajar", "student", "Pelajar", "Student", None, None, 12, True),
    ("guru", "teacher", "Guru", "Teacher", None, None, 24, True),
    ("lembaga", "institution", "Lembaga", "Institution", None, None, 12, False),
    ("sementara", "temporary", "Sementara", "Temporary", None, None, 3, False),
)

MEMBERSHIP = """Dengan menjadi anggota, Anda setuju bahwa perpustakaan menyimpan dan memakai data Anda seperti tertulis di sini.

Untuk apa: mengenali Anda, menerbitkan kartu anggota, mencatat pinjaman dan reservasi, dan memberi tahu Anda tentang keduanya. Hitungan tanpa nama membantu kami melihat siapa yang terlayani.

Data apa: nama, tanggal lahir, kategori, dan cabang Anda. Bila Anda mengisinya: surel, nomor ponsel, kelurahan atau desa, sekolah, dan jenis kelamin. Kami tidak meminta NIK, agama, pekerjaan, nama ibu, atau foto.

Dasarnya: persetujuan Anda (UU 27 Tahun 2022 tentang Pelindungan Data Pribadi, Pasal 20). Untuk anak di bawah 17 tahun, orang tua atau wali yang menyetujui.

Berapa lama: selama Anda menjadi anggota. Sesudah keanggotaan ditutup, data disimpan menurut jadwal retensi arsip perpustakaan, lalu dihapus; atau lebih cepat bila Anda memintanya. Pinjaman yang sudah kembali dipisahkan dari nama Anda, kecuali Anda memilih menyimpan riwayat baca.

Siapa yang melihat: petugas yang melayani Anda. Siapa melihat data Anda dan kapan, dicatat, dan Anda boleh membacanya. Data Anda tidak dijual dan tidak diberikan kepada pihak lain, kecuali bila undang-undang mewajibkannya.

Hak Anda: melihat data Anda dan mendapat salinannya, memperbaikinya, meminta pembatasan, menghapusnya, dan menarik persetujuan ini kapan saja. Lakukan sendiri di halaman akun Anda atau mintalah di meja layanan. Kami menjawab paling lama 3 x 24 jam. Bila persetujuan ditarik, keanggotaan tidak dapat dipakai meminjam."""  # noqa: E501

MEMBERSHIP_EN = """By becoming a member you agree that the library keeps and uses your data as written here.

What for: to know you, to issue a card, to record loans and reservations, and to write to you about both. Counts without names help us to see whom we reach.

Which data: your name, date of birth, category and branch. If you fill them in: e-mail, mobile number, village or district, school, and gender. We do not ask for your national identity number, religion, occupation, mother's name or photo.

On what ground: your consent (Law 27 of 2022 on the Protection of Personal Data, Article 20). For a child below 17 a parent or guardian agrees.

How long: as long as you are a member. After a membership is closed, data are kept as the library's schedule of records says and then erased, or sooner when you ask for it. Loans that have come back are separated from your name, unless you choose to keep your reading history.

Who sees them: the staff who serve you. Who looked at your data, and when, is written down, and you may read it. Your data are not sold and not given to others, unless the law demands it.

Your rights: to see your data and get a copy, to correct them, to have their use restricted, to have them erased, and to withdraw this consent at any time. Do it yourself on your account page, or ask at the desk. We answer within 3 x 24 hours. Once the consent is withdrawn, the membership cannot be used for borrowing."""  # noqa: E501

HISTORY = """Anda meminta perpustakaan menyimpan riwayat baca Anda: judul yang pernah Anda pinjam, dan kapan.

Untuk apa: agar Anda dapat melihat kembali apa yang pernah Anda baca. Perpustakaan tidak memakainya untuk hal lain.

Data apa: judul, tanggal pinjam, dan tanggal kembali.

Berapa lama: sampai Anda mematikannya. Sesudah itu riwayat dipisahkan dari nama Anda.

Siapa yang melihat: Anda sendiri.

Hak Anda: melihat, mendapat salinan, menghapus, dan menarik persetujuan ini kapan saja di halaman akun Anda atau di meja layanan. Keanggotaan Anda tidak terpengaruh."""  # noqa: E501

HISTORY_EN = """You ask the library to keep your reading history: the titles that you borrowed, and when.

What for: so that you can look back at what you have read. The library uses it for nothing else.

Which data: title, day of the loan, day of the return.

How long: until you switch it off. Then the history is separated from your name.

Who sees it: only you.

Your rights: to see it, to get a copy, to have it erased, and to withdraw this consent at any time on your account page or at the desk. Your membership stays as it is."""  # noqa: E501

NEWS = """Anda setuju menerima kabar perpustakaan melalui surel atau WhatsApp: kegiatan, koleksi baru, dan kampanye membaca.

Data apa: nama, surel, dan nomor ponsel Anda.

Berapa lama: sampai Anda berhenti berlangganan.

Siapa yang melihat: petugas perpustakaan. Pesan WhatsApp dan surel melewati penyedia layanannya.

Hak Anda: berhenti kapan saja di halaman akun Anda, di meja layanan, atau dengan membalas pesannya. Pemberitahuan tentang pinjaman Anda tetap dikirim."""  # noqa: E501

NEWS_EN = """You agree to receive news of the library by e-mail or WhatsApp: events, new titles and reading campaigns.

Which data: your name, e-mail address and mobile number.

How long: until you unsubscribe.

Who sees them: the staff of the library. WhatsApp messages and e-mail pass through those who run these services.

Your rights: to stop at any time on your account page, at the desk, or by answering a message. Notices about your loans are still sent."""  # noqa: E501

TEXTS = (
    ("membership", MEMBERSHIP, MEMBERSHIP_EN),
    ("history", HISTORY, HISTORY_EN),
    ("news", NEWS, NEWS_EN),
)
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)


def lay(apps, schema_editor):
    category, text = apps.get_model("patrons", "Category"), apps.get_model("patrons", "ConsentText")
    for position, (code, kind, name, name_en, first, last, months, online) in enumerate(CATEGORIES, start=1):
        category.objects.get_or_create(
            code=code,
            defaults={
                "kind": kind, "name": name, "name_en": name_en, "age_from": first, "age_to": last, "months": months,
                "joins_online": online, "position": position,
            },
        )  # fmt: skip
    apps.get_model("patrons", "CardScheme").objects.get_or_create(
        id=1, defaults={"prefix": "{year}", "digits": 6, "check_digit": "luhn"}
    )
    for purpose, body, body_en in TEXTS:
        text.objects.get_or_create(
            purpose=purpose, version=1, defaults={"body": body, "body_en": body_en, "published_at": WRITTEN}
        )


class Migration(migrations.Migration):
    dependencies = [("patrons", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
