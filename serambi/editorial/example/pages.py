"""Invented information pages: slug, titles, summaries, blocks (kind, Indonesian, English), whether in the footer."""

PAGES = (
    {
        "slug": "tentang-kami",
        "title": "Tentang {short}",
        "title_en": "About {short}",
        "summary": "Rumah bersama untuk membaca, bertanya, dan bertemu.",
        "summary_en": "A house we share, for reading, asking and meeting.",
        "menu": True,
        "blocks": (
            (
                "words",
                "<p>{library} terbuka untuk siapa saja: yang punya kartu anggota dan yang tidak, yang membaca cepat "
                "dan yang "
                "masih mengeja, yang datang setiap hari dan yang baru sekali ini singgah.</p>"
                "<h2>Yang kami kerjakan</h2><ul><li>Meminjamkan buku, tanpa biaya.</li><li>Menjawab pertanyaan, dari "
                "tugas "
                "sekolah sampai silsilah keluarga.</li><li>Merawat cerita {city}: koran lama, foto, naskah, dan "
                "suara.</li>"
                "<li>Menyediakan meja, listrik, dan jaringan untuk belajar dan bekerja.</li></ul>"
                "<h2>Yang kami janjikan</h2><p>Kami menyapa lebih dulu, menjelaskan tanpa istilah sulit, dan "
                "menjawab surat "
                "paling lambat tiga hari kerja.</p>",
                "<p>{library} is open to everybody: with a member's card or without, fast readers and those who "
                "still spell, "
                "people who come every day and people who are here for the first time.</p>"
                "<h2>What we do</h2><ul><li>Lend books, free of charge.</li><li>Answer questions, from homework to "
                "family "
                "trees.</li><li>Look after the stories of {city}: old newspapers, photographs, manuscripts and "
                "voices.</li>"
                "<li>Offer tables, power and a network for learning and working.</li></ul>"
                "<h2>What we promise</h2><p>We greet first, explain without difficult words, and answer letters "
                "within three "
                "working days.</p>",
            ),
            ("live", "branches.hours"),
        ),
    },
    {
        "slug": "layanan",
        "title": "Layanan",
        "title_en": "Services",
        "summary": "Apa yang dapat Anda lakukan di sini, dan apa yang perlu dibawa.",
        "summary_en": "What you can do here, and what to bring.",
        "menu": True,
        "blocks": (
            (
                "words",
                "<h2>Membaca di tempat</h2><p>Tanpa kartu, tanpa biaya. Ambil buku dari rak, lalu taruh di troli "
                "setelah "
                "selesai; kami yang mengembalikannya ke rak.</p>"
                "<h2>Menjadi anggota</h2><p>Bawa KTP, kartu pelajar, atau surat keterangan dari RT. Anak di bawah 17 "
                "tahun "
                "datang bersama orang tua atau wali. Kartu jadi saat itu juga.</p>"
                "<h2>Bertanya kepada pustakawan</h2><p>Ceritakan apa yang Anda cari, bukan hanya judulnya. Kami "
                "membantu "
                "menyusun daftar bacaan, mencari artikel, dan membaca naskah lama.</p>"
                "<h2>Buku diantar ke rumah</h2><p>Untuk lansia dan penyandang disabilitas yang sulit bepergian. "
                "Telepon "
                "Perpustakaan Pusat; petugas kami datang dua pekan sekali.</p>",
                "<h2>Reading here</h2><p>No card, no charge. Take a book from the shelf and leave it on the trolley "
                "when you "
                "are done; we put it back.</p>"
                "<h2>Becoming a member</h2><p>Bring your identity card, student card or a letter from your "
                "neighbourhood "
                "head. Children under 17 come with a parent or guardian. You get the card at once.</p>"
                "<h2>Asking a librarian</h2><p>Tell us what you are after, not only the title. We help with reading "
                "lists, "
                "articles and old manuscripts.</p>"
                "<h2>Books brought home</h2><p>For elderly people and people with disabilities who cannot easily "
                "travel. Call "
                "the main library; we come every other week.</p>",
            ),
        ),
    },
    {
        "slug": "fasilitas-dan-aksesibilitas",
        "title": "Fasilitas dan aksesibilitas setiap cabang",
        "title_en": "Facilities and accessibility of every branch",
        "summary": "Selalu sama dengan data cabang: kami ubah di satu tempat, dan berlaku di semua halaman.",
        "summary_en": "Always the same as the branches' own data: changed in one place, right on every page.",
        "menu": False,
        "blocks": (("live", "branches.facts"),),
    },
    {
        "slug": "tata-tertib",
        "title": "Tata tertib yang ramah",
        "title_en": "House rules, kindly",
        "summary": "Sedikit aturan, supaya semua betah.",
        "summary_en": "A few rules, so that everybody feels at home.",
        "menu": True,
        "blocks": (
            (
                "words",
                "<ol><li>Setiap orang disambut dengan hormat, apa pun pakaian, bahasa, dan kepercayaannya.</li>"
                "<li>Di ruang tenang, telepon dibisukan. Di ruang anak dan teras, suara riang boleh.</li>"
                "<li>Minum dari botol bertutup boleh; makan di teras atau kantin.</li>"
                "<li>Buku yang basah atau robek tolong ditunjukkan kepada kami. Kami perbaiki, bukan marahi.</li>"
                "<li>Memotret ruangan boleh. Memotret orang hanya setelah mereka mengangguk.</li>"
                "<li>Anak di bawah 8 tahun ditemani orang dewasa.</li></ol>"
                "<p>Ada aturan yang menyulitkan Anda? Bicaralah dengan kepala cabang; aturan dapat diubah.</p>",
                "<ol><li>Everybody is met with respect, whatever their clothes, language and belief.</li>"
                "<li>In the quiet room, telephones are mute. In the children's room and on the veranda, cheerful "
                "noise is "
                "fine.</li><li>Drinks in closed bottles are welcome; eat on the veranda or in the canteen.</li>"
                "<li>Please show us books that got wet or torn. We mend, we do not scold.</li>"
                "<li>You may photograph rooms. People only once they have nodded.</li>"
                "<li>Children under 8 come with an adult.</li></ol>"
                "<p>Does a rule make things hard for you? Talk to the head of the branch; rules can change.</p>",
            ),
        ),
    },
    {
        "slug": "pernyataan-aksesibilitas",
        "title": "Pernyataan aksesibilitas",
        "title_en": "Accessibility statement",
        "summary": "Apa yang sudah bisa dipakai semua orang, apa yang belum, dan cara memberi tahu kami.",
        "summary_en": "What everybody can use already, what not yet, and how to tell us.",
        "menu": True,
        "blocks": (
            (
                "words",
                "<h2>Situs ini</h2><p>Halaman kami dibuat agar memenuhi WCAG 2.2 tingkat AA: dapat dipakai dengan "
                "papan ketik, "
                "pembaca layar, telepon kecil, jaringan lambat, dan tanpa JavaScript. Di bawah setengah lingkaran di "
                "atas, "
                "Anda dapat memilih terang atau gelap, kontras lebih tinggi, huruf lebih besar, atau huruf yang "
                "mudah dibaca.</p>"
                "<h2>Yang belum baik</h2><ul><li>Sebagian koran lama berupa gambar tanpa teks.</li><li>Sebagian "
                "halaman "
                "belum ada dalam bahasa Inggris.</li><li>Ruang penyuntingan untuk petugas memerlukan "
                "JavaScript.</li></ul>"
                "<h2>Ada yang menghalangi Anda?</h2><p>Sampaikan lewat telepon, surel, atau di meja depan. Kami "
                "menjawab dalam "
                "lima hari kerja dan mencarikan jalan lain sampai masalahnya beres.</p>",
                "<h2>This site</h2><p>Our pages are made to meet WCAG 2.2 level AA: they work with a keyboard, a "
                "screen reader, "
                "a small telephone, a slow connection, and without JavaScript. Under the half circle at the top you "
                "choose "
                "light or dark, more contrast, larger text or easy-reading letters.</p>"
                "<h2>What is not good yet</h2><ul><li>Some old newspapers are pictures without text.</li><li>Some "
                "pages "
                "do not exist in English yet.</li><li>The staff's editing room needs JavaScript.</li></ul>"
                "<h2>Does something stop you?</h2><p>Tell us by telephone, by e-mail or at the desk. We answer "
                "within five "
                "working days and find another way until it is mended.</p>",
            ),
        ),
    },
    {
        "slug": "privasi",
        "title": "Privasi Anda",
        "title_en": "Your privacy",
        "summary": "Apa yang kami catat, untuk apa, dan berapa lama. Singkat dan jujur.",
        "summary_en": "What we write down, what for, and how long. Short and honest.",
        "menu": True,
        "blocks": (
            (
                "words",
                "<p>Halaman ini contoh. Perpustakaan yang sesungguhnya menggantinya dengan pernyataan sesuai "
                "Undang-Undang "
                "Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.</p>"
                "<h2>Tanpa akun</h2><p>Anda dapat mencari dan membaca tanpa nama. Kata pencarian tidak pernah "
                "disimpan bersama "
                "siapa yang mencarinya. Tidak ada iklan dan tidak ada penghitung dari perusahaan lain.</p>"
                "<h2>Dengan akun</h2><p>Kami menyimpan nama, cara menghubungi Anda, dan buku yang sedang Anda "
                "pinjam. Setelah "
                "buku kembali, catatannya dilepaskan dari nama Anda, kecuali Anda meminta riwayat disimpan.</p>"
                "<h2>Hak Anda</h2><ul><li>melihat semua data tentang Anda,</li><li>membetulkannya,</li><li>meminta "
                "salinannya,"
                "</li><li>menutup akun.</li></ul><p>Minta di meja depan atau dari halaman akun Anda.</p>",
                "<p>This page is an example. A real library replaces it with its statement under Law No. 27 of 2022 "
                "on the "
                "protection of personal data.</p>"
                "<h2>Without an account</h2><p>You can search and read without giving a name. What is searched for "
                "is never "
                "kept together with who searched. There are no advertisements and no counters of other companies.</p>"
                "<h2>With an account</h2><p>We keep your name, how to reach you, and the books you have out. When a "
                "book is "
                "back, its note is taken off your name, unless you ask us to keep your history.</p>"
                "<h2>Your rights</h2><ul><li>to see all data about you,</li><li>to have it corrected,</li><li>to get "
                "a copy,"
                "</li><li>to close your account.</li></ul><p>Ask at the desk or on your account page.</p>",
            ),
        ),
    },
)
QUESTIONS = (
    ("Menjadi anggota", "Becoming a member", (
        ("Apakah kartu anggota berbayar?", "Does a member's card cost anything?",
         "<p>Tidak. Kartu pertama tidak dipungut biaya. Kartu pengganti karena hilang juga tidak.</p>",
         "<p>No. The first card is free, and so is a replacement for a lost one.</p>"),
        ("Saya bukan warga {city}. Bolehkah meminjam?", "I do not live in {city}. May I borrow?",
         "<p>Boleh. Tunjukkan identitas dan alamat Anda selama di sini, misalnya surat dari kampus atau tempat "
         "kerja.</p>",
         "<p>Yes. Show your identity and your address while you are here, for example a letter from your campus or "
         "employer.</p>"),
        ("Berapa umur paling muda untuk punya kartu sendiri?", "How old must one be for a card of one's own?",
         "<p>Tidak ada batas. Bayi pun boleh, asalkan orang tua atau wali ikut menandatangani.</p>",
         "<p>There is no limit. Babies are welcome too, as long as a parent or guardian signs.</p>"),
    )),
    ("Meminjam", "Borrowing", (
        ("Berapa lama buku boleh di rumah?", "How long may a book stay at my home?",
         "<p>Lamanya tertulis pada struk dan di halaman akun Anda. Dapat diperpanjang selama tidak ada yang "
         "menunggu.</p>",
         "<p>How long is printed on your slip and shown on your account page. You can renew as long as nobody "
         "waits.</p>"),
        ("Buku saya basah kehujanan. Apa yang harus saya lakukan?", "My book got wet in the rain. What should I do?",
         "<p>Jangan dijemur di bawah matahari. Selipkan tisu di antara halaman, lalu bawa kepada kami. Sering kali "
         "masih tertolong.</p>",
         "<p>Do not dry it in the sun. Put tissue between the pages and bring it to us. Often it can be saved.</p>"),
        ("Judul yang saya cari tidak ada. Bisakah dibelikan?", "The title I want is not here. Can you buy it?",
         "<p>Sampaikan judulnya di meja depan. Setiap usul dibaca, dan Anda diberi tahu jawabannya.</p>",
         "<p>Tell the desk. Every suggestion is read, and you hear what became of it.</p>"),
    )),
    ("Datang ke sini", "Coming here", (
        ("Apakah kursi roda bisa masuk?", "Can I come in with a wheelchair?",
         "<p>Lihat halaman setiap cabang: di sana tertulis landaian, lift, dan toilet yang tersedia. Ragu? Telepon "
         "dulu, kami jemput di gerbang.</p>",
         "<p>Each branch's page says which ramps, lifts and toilets there are. Not sure? Call first and we meet you "
         "at the gate.</p>"),
        ("Bolehkah saya membawa bayi yang mudah menangis?", "May I bring a baby who cries easily?",
         "<p>Tentu. Ruang anak dan teras memang untuk suara. Ruang menyusui tersedia di Perpustakaan Pusat.</p>",
         "<p>Of course. The children's room and the veranda are made for voices. The main library has a nursing "
         "room.</p>"),
    )),
)  # fmt: skip
CAMPAIGN = {
    "title": "Satu Buku, Satu Kampung",
    "title_en": "One Book, One Village",
    "summary": "Sebulan membaca judul yang sama, lalu bertukar cerita di teras.",
    "summary_en": "A month of reading the same title, then swapping stories on the veranda.",
    "text": (
        "<p>Setiap cabang memilih satu buku bersama warga sekitarnya. Lima puluh eksemplar siap dipinjam, termasuk "
        "huruf "
        "besar dan buku suara. Pada pekan terakhir, siapa pun boleh datang bercerita: yang tamat, yang baru separuh, "
        "dan "
        "yang ingin mendengarkan saja.</p>",
        "<p>Every branch chooses a book together with its neighbours. Fifty copies are ready, large print and audio "
        "among "
        "them. In the last week, anybody may come and tell: who finished, who is half-way, and who would rather "
        "listen.</p>",
    ),
    "picture": "shelf",
}
STAFF_BANNER = {
    "title": "Contoh spanduk untuk petugas: Senin pukul 07.45 kita bertemu di teras.",
    "title_en": "An example of a banner for the staff: Monday at 7:45 we meet on the veranda.",
}
PICTURES = {
    # scene: (title, alt, alt in English)
    "lamp": ("Contoh: meja belajar", "Gambar: meja belajar di bawah lampu, di luar jendela malam dan bintang.",
             "Drawing: a study table under a lamp, night and stars outside the window."),
    "shelf": ("Contoh: rak", "Gambar: rak buku setinggi pinggang dengan punggung buku warna-warni.",
              "Drawing: a waist-high bookshelf with colourful spines."),
    "kite": ("Contoh: layang-layang", "Gambar: layang-layang terbang di atas teras dan bukit.",
             "Drawing: a kite flies over a veranda and hills."),
    "bay": ("Contoh: teluk", "Gambar: teluk dengan perahu kecil, bukit, dan matahari rendah.",
            "Drawing: a bay with a small boat, hills and a low sun."),
}  # fmt: skip
