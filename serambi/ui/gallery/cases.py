"""What the gallery shows: for each component its states, each a snippet that is rendered and printed as it stands.

Sample data is Indonesian on purpose (data, not interface) and made to hurt: long names, odd letters, nothing at all.
"""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.template import engines
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from serambi.ui import marks, palette
from serambi.ui.gallery.sample_form import SampleForm
from serambi.ui.gallery.snippets import snippets

LONG = (
    "Catatan perjalanan dan kenang-kenangan seorang juru tulis di Tanah Kaili: dengan lampiran surat, silsilah, "
    "dan peta yang belum pernah diterbitkan"
)
HOSTILE = '<script>alert("x")</script> & "kutip" \'tunggal\''


@dataclass(frozen=True)
class Case:
    name: str
    snippet: str
    shown: SafeString


def sample() -> dict:
    """The variables the snippets use."""
    now = timezone.now()
    filled = SampleForm({"name": "", "year": "206", "kind": "book", "notes": LONG, "agree": ""}, auto_id="wrong_%s")
    filled.is_valid()
    return {
        "long": LONG,
        "hostile": HOSTILE,
        "form": SampleForm(),
        "wrong": filled,
        "now": now,
        "soon": now + timedelta(days=1),
        "past": now - timedelta(minutes=12),
        "filters": [
            {"label": "Semua", "url": "#", "count": 1204, "on": True},
            {"label": "Milik saya", "url": "#", "count": 8},
            {"label": "Terlambat", "url": "#", "count": 2, "icon": "warn"},
        ],
        "two_faces": [{"label": "Isian", "url": "#", "on": True}, {"label": "MARC", "url": "#", "icon": "table"}],
        "trail": [("Katalog", "#"), ("Impor", "#"), ("Berkas November", "#")],
        "numbered": Paginator(range(500), 20).page(7),
        "keyed": SimpleNamespace(previous="", next="01J9"),
        "rows": [
            ("Bumi Manusia", "813 TOE b", 4, "good", "Siap label"),
            (LONG, "910.4 TUR s", 12045, "warn", "Kembali 30 November"),
            ("Hujan", "813 LIY h", 0, "bad", "Hilang sejak Maret"),
        ],
    }


def cases(request) -> dict:
    """Context of the gallery: sections of rendered cases, tokens, icons, covers."""
    django = engines["django"]
    context = sample()
    sections = [
        {
            "title": title,
            "slug": f"part-{number}",
            "cases": [
                Case(name, snippet, SafeString(django.from_string(snippet).render(context, request)))
                for name, snippet in shown
            ],
        }
        for number, (title, shown) in enumerate(snippets(), 1)
    ]
    return {
        "sections": sections,
        "icons": sorted(marks.icon_names()),
        "covers": _covers(),
        "swatches": sorted(palette.source()[0]),
        "densities": [
            {"label": _("Workspace density"), "url": "?", "on": request.GET.get("density") != "public"},
            {"label": _("Public density"), "url": "?density=public", "on": request.GET.get("density") == "public"},
        ],
        "dense_on": request.GET.get("density") != "public",
    }


def _covers() -> list[tuple[str, str, str, str]]:
    """Titles that try every class, tone and weave, and every length."""
    return [
        ("Atheis", "Achdiat K. Mihardja", "813", "w1"),
        ("Laskar Pelangi", "Andrea Hirata", "813", "w2"),
        ("Bumi Manusia", "Pramoedya Ananta Toer", "813", "w3"),
        ("Perempuan Berkalung Sorban", "Abidah El Khalieqy", "813", "w9"),
        (LONG, "Panitia Penyusun Buku Peringatan Seratus Tahun Kota Palu dan Sekitarnya", "910.4", "w4"),
        ("Keanekaragamanhayati", "", "577", "w5"),
        ("Puasa dan Aspek-aspek Kehidupan", "M. Quraish Shihab", "2X4.1", "w6"),
        ("Kucing Kecil Ingin Pulang", "Chen Shan", "J 813", "w7"),
        ("Filsafat untuk Semua", "Franz Magnis-Suseno", "100", "w8"),
        ("Statistika Dasar", "Sudjana", "310", "w10"),
        ("Bertanam Hidroponik untuk Pemula", "Alviani", "635", "w11"),
        ("Busana Tenun Nusantara", "Latifah", "746", "w12"),
    ]
