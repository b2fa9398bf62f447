"""The snippets of the gallery, by section: (what it shows, the template text)."""

from inspect import cleandoc

from django.utils.translation import gettext as _

Section = tuple[str, list[tuple[str, str]]]

BUTTONS = """
<p class="row">{% button "Simpan" icon="save" key="ctrl+s" %} {% button "Batal" "quiet" %}
{% button "Pesan buku ini" "accent" %} {% button "Ubah" "text small" %}</p>
"""
SMALL = """
<p class="row">{% button "Cetak" "quiet small" icon="print" %} {% button "Buka" "small" href="#" icon="go" %}</p>
<p>{% button "Lanjut" "wide" %}</p>
"""
BUSY = '<p class="row">{% button "Kirim" disabled=True %} {% button "Menyimpan" aria_busy="true" %}</p>'
WAYS = """
<p>{% more "Semua" "#" about="kegiatan hari ini" %}</p>
<p>{% crumb "10 karya untuk “hujan”" "#" %}</p>
{% crumbs trail %}
"""
STATES = """
<p class="row">{% state "good" "Ada di Pusat" %} {% state "warn" "Kembali 30 November" %}
{% state "bad" "Lewat 2 hari" %} {% state "now" "Sedang berlangsung" %}
{% state "warn" "Antre 4 orang" icon="queue" %} {% state "plain" "Referensi" %}</p>
"""
TAGS = """
<p class="row">{% tag "Baru" "brand" %} {% tag "Siap" "good" icon="ok" %} {% tag "Ragu" "warn" %}
{% tag "Ditolak" "bad" %} {% tag "Pilihan" "accent" %} {% tag "Biasa" %}</p>
"""
REFUSED = """
{% note "bad" "Belum bisa dihapus." %}Dua eksemplar masih terikat. <a href="#">Lihat eksemplarnya</a>.{% endnote %}
"""
FIELDS = """
<form class="form">
{% field form.name %} {% field form.email %} {% field form.kind %} {% field form.shape kind="choice" %}
{% field form.topics %} {% field form.day %} {% field form.notes %} {% field form.file %} {% field form.agree %}
</form>
"""
WRONG = """
<form class="form">
{% error_summary wrong %}
{% field wrong.name %} {% field wrong.year %} {% field wrong.shape %} {% field wrong.notes %} {% field wrong.agree %}
</form>
"""
SIEVE = """
<div class="sieve">{% chips filters "Saringan" %}
<span class="sieve__end">{% faces two_faces "Wajah halaman" %}</span></div>
"""
TABLE = """
{% sheet "Eksemplar" %}
<thead><tr><th scope="col">Judul</th><th scope="col">Nomor panggil</th>
<th scope="col" class="n">Eksemplar</th><th scope="col">Keadaan</th></tr></thead>
<tbody>{% for title, call, copies, kind, words in rows %}
<tr><th scope="row">{{ title }}</th><td class="num">{{ call }}</td>
<td class="n">{{ copies|number }}</td><td>{% state kind words %}</td></tr>
{% endfor %}</tbody>
{% endsheet %}
"""
RESULT = """
<ol class="results"><li>
{% cover "Hujan Bulan Juni" "Sapardi Djoko Damono" "813" "w2" %}
<div>
<h4 class="results__t"><a href="#">{{ "Hujan Bulan Juni: Novel"|highlight:"hujan" }}</a></h4>
<p class="results__by">Sapardi Djoko Damono, 2015</p>
<ul class="forms"><li>{% icon "book" %}Cetak</li><li>{% icon "ebook" %}E-book</li></ul>
<div class="results__where">{% state "good" "Ada di Tawaeli" %}<span>813 DAM h, rak Fiksi</span></div>
</div>
<div class="results__act">{% button "Pesan" "quiet small" href="#" label="Pesan: Hujan Bulan Juni" %}</div>
</li></ol>
"""
PAGES = '{% pager numbered text="121–140 dari 500" %} {% pager keyed label="Halaman berikut" %}'
RUNNING = '{% progress 41200 100000 "41.200 dari 100.000 rekaman" left="Kira-kira 3 menit lagi" %}'
STILL = '{% progress 0 0 "Menunggu giliran" %}<br>{% progress 100 100 "Selesai" done=True %}'
TIMES = """
<p>{{ now|local_moment }}<br>{{ now|local_date }}; {{ now|short_date }}; {{ now|local_time }}<br>
{{ past|when }}; {{ soon|when }}</p>
"""
NUMBERS = '<p>{{ 1234567.5|number }}; {{ 1250000|rupiah }}; {{ "bukan angka"|rupiah }}</p>'
NAMES = """
<p>{{ "ind"|plain_language_name }}, {{ "jav"|plain_language_name }}, {{ "zzz"|plain_language_name }};
<span class="who">{{ "Nurhayati Hasan"|initials }}</span> {{ hostile|highlight:"kutip" }}</p>
"""
ICONS = '<p class="row">{% icon "search" %} {% icon "search" small=True %} {% icon "warn" label="Perhatian" %}</p>'
DESK = """
<form class="onefield"><label for="desk-field">Pindai kartu, buku, atau ketik nama</label>
<div class="onefield__box">{% icon "scan" %}<input id="desk-field" autocomplete="off" data-key="/">
{% button "Lanjut" %}</div>
<p class="onefield__help"><span><kbd>Enter</kbd> proses</span> <span><kbd>F8</kbd> urungkan</span></p></form>
"""
SLAB = """
<div class="slab"><h2>Yang dilihat warga</h2>
<dl class="pair"><dt>Judul</dt><dd>{{ long }}</dd><dt>Kelas</dt><dd>813</dd></dl></div>
"""


def snippets() -> list[Section]:
    sections = [
        (
            _("Buttons and links"),
            [
                (_("One filled button a part"), BUTTONS),
                (_("Small, wide, as a link"), SMALL),
                (_("Disabled and busy"), BUSY),
                (_("Long text"), '{% button long "quiet" %}'),
                (_("Onward, back, trail"), WAYS),
                (_("Share"), '{% share "/koleksi/1/" "Hujan Bulan Juni" %}'),
            ],
        ),
        (
            _("States, tags, notes"),
            [
                (_("States always have words"), STATES),
                (_("Tags"), TAGS),
                (_("Information"), '{% note "info" %}Jam buka berubah selama Ramadan.{% endnote %}'),
                (_("Success"), '{% note "good" "Tersimpan." role="status" %}Rekaman sudah tampak.{% endnote %}'),
                (_("Warning"), '{% note "warn" "PL-0120 4473 dilewati" %}karena sudah dipakai.{% endnote %}'),
                (_("Refusal: what, why, what now"), REFUSED),
                (_("Long text, hostile text"), '{% note "warn" %}{{ long }} {{ hostile }}{% endnote %}'),
            ],
        ),
        (
            _("Forms"),
            [
                (_("Every kind of field"), FIELDS),
                (_("With errors: summary, then each field"), WRONG),
                (_("Disabled"), '<form class="form">{% field form.locked %}</form>'),
                (_("Steps"), '{% steps "Tentang Anda|Cara dihubungi|Persetujuan" 2 %}'),
                (_("Search, with suggestions"), '{% search id="gallery-search" value="hujan" %}'),
                (_("One field for everything"), DESK),
            ],
        ),
        (
            _("Lists and tables"),
            [
                (_("Filters and faces"), SIEVE),
                (_("A table of data"), TABLE),
                (_("A result"), RESULT),
                (_("Turning pages: numbered, and by key"), PAGES),
                (_("Empty"), '{% empty "Belum ada ulasan." "Jadilah yang pertama." "#" "Tulis ulasan" %}'),
                (
                    _("An address with one thing changed"),
                    '<p><a href="{% query_with sort="new" %}">Urutkan: terbaru</a></p>',
                ),
                (_("Disclosure"), '{% fold "Lihat tabelnya" %}<p>Isi yang tadinya tertutup.</p>{% endfold %}'),
                (_("Beside the work"), SLAB),
            ],
        ),
        (_("Work in progress"), [(_("Running"), RUNNING), (_("Not begun, and done"), STILL)]),
        (
            _("Words"),
            [
                (_("Dates and times"), TIMES),
                (_("Numbers and money"), NUMBERS),
                (_("Languages, names, found words"), NAMES),
                (_("Icons"), ICONS),
            ],
        ),
    ]
    return [(title, [(name, cleandoc(text)) for name, text in shown]) for title, shown in sections]
