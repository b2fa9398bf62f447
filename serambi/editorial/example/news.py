"""Invented news. One entry: title and summary in both languages, paragraphs in both, picture, days ago."""

NEWS = (
    {
        "title": "Meja belajar malam buka sampai pukul sembilan",
        "title_en": "The evening study tables stay open until nine",
        "summary": (
            "Selama pekan ujian, dua puluh meja di lantai satu menyala lebih lama. Bawa tugas Anda; teh hangat kami "
            "sediakan."
        ),
        "summary_en": (
            "During exam weeks, twenty tables on the ground floor stay lit longer. Bring your work; we bring warm tea."
        ),
        "text": (
            "<p>Banyak siswa dan mahasiswa bercerita bahwa rumah mereka ramai pada malam hari. Karena itu, mulai Senin "
            "lampu di ruang baca {short} menyala sampai pukul 21.00, Senin sampai Jumat.</p>"
            "<h2>Yang perlu Anda ketahui</h2><ul><li>Tidak perlu mendaftar; datang dan duduk saja.</li>"
            "<li>Satu pustakawan berjaga dan dapat membantu mencari bahan.</li>"
            "<li>Gerbang samping yang landai tetap terbuka, dan lift tetap jalan.</li></ul>"
            "<p>Adik berusia di bawah 13 tahun kami minta ditemani orang dewasa setelah pukul 18.00.</p>",
            "<p>Many pupils and students tell us that home is loud in the evening. So from Monday on, the lights in "
            "the "
            "reading room of {short} stay on until 21:00, Monday to Friday.</p>"
            "<h2>Good to know</h2><ul><li>No need to sign up; just come and sit down.</li>"
            "<li>A librarian is there and helps you find material.</li>"
            "<li>The ramp at the side gate stays open, and the lift keeps running.</li></ul>"
            "<p>Children under 13 come with an adult after 18:00.</p>",
        ),
        "picture": "lamp",
        "days": 2,
    },
    {
        "title": "Tiga ratus buku huruf besar untuk Opa dan Oma",
        "title_en": "Three hundred large-print books for Grandpa and Grandma",
        "summary": "Rak baru di dekat pintu masuk: novel, resep, dan sejarah daerah dengan huruf yang ramah mata.",
        "summary_en": (
            "A new shelf by the entrance: novels, recipes and local history in letters that are kind to the eyes."
        ),
        "text": (
            "<p>Rak huruf besar kini berdiri setinggi pinggang, supaya bisa dijangkau sambil duduk. Di sampingnya ada "
            "kursi bersandaran tangan dan kaca pembesar yang boleh dipinjam di tempat.</p>"
            "<p>Ada judul yang Anda cari tetapi hurufnya terlalu kecil? Sampaikan kepada petugas di meja depan. Kami "
            "catat "
            "setiap permintaan dan menjawabnya dalam satu pekan.</p>",
            "<p>The large-print shelf now stands waist-high, so that you can reach it sitting down. Next to it are "
            "chairs "
            "with armrests and a magnifier to use on the spot.</p>"
            "<p>Is there a title whose letters are too small for you? Tell the people at the desk. We note every "
            "request "
            "and answer within a week.</p>",
        ),
        "picture": "shelf",
        "days": 6,
    },
    {
        "title": "Dongeng Sabtu pagi kembali ke teras",
        "title_en": "Saturday morning stories return to the veranda",
        "summary": "Setiap Sabtu pukul 09.30 untuk anak 4 sampai 8 tahun. Datang saja, tikar sudah digelar.",
        "summary_en": "Every Saturday at 9:30 for children from 4 to 8. Just come; the mats are already out.",
        "text": (
            "<p>Kak Ningsih dan Kak Fadli membacakan satu cerita daerah dan satu cerita dari jauh. Setelahnya "
            "anak-anak "
            "menggambar tokoh yang paling mereka sukai, dan gambarnya kami pajang sepekan.</p>"
            "<p>Teras dapat dicapai tanpa tangga. Untuk anak yang mudah lelah oleh suara ramai, tersedia sudut "
            "tenang dengan "
            "bantal di ruang anak.</p>",
            "<p>Kak Ningsih and Kak Fadli read one story from here and one from far away. Afterwards the children draw "
            "the character they liked best, and we hang the drawings up for a week.</p>"
            "<p>The veranda is reached without steps. For children who tire of noise there is a quiet corner with "
            "cushions "
            "in the children's room.</p>",
        ),
        "picture": "kite",
        "days": 11,
    },
    {
        "title": "Arsip foto {city} dicari: boleh lihat album keluarga Anda?",
        "title_en": "Wanted, photographs of {city}: may we look at your family album?",
        "summary": (
            "Kami memindai foto lama kota dan langsung mengembalikannya. Anda yang menentukan siapa boleh melihat."
        ),
        "summary_en": "We scan old photographs of the city and hand them back at once. You decide who may see them.",
        "text": (
            "<p>Pasar, sekolah, dermaga, pesta panen: banyak cerita {city} hanya tersimpan di album keluarga. Bawalah "
            "album Anda setiap Rabu pukul 13.00 sampai 16.00. Pemindaian memakan waktu kira-kira satu menit untuk "
            "satu foto.</p>"
            "<blockquote>Foto tidak kami simpan tanpa izin tertulis. Anda boleh menarik izin itu kapan "
            "saja.</blockquote>"
            "<p>Salinan digital dalam ukuran penuh kami berikan kepada Anda tanpa biaya.</p>",
            "",
        ),
        "picture": "bay",
        "days": 17,
    },
)
