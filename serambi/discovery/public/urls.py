from django.urls import path, re_path

from serambi.discovery.public import browsing, records, searching

app_name = "discovery"
NUMBER = "[0-9]{1,19}"
"""Longer ones are nobody's, and Python refuses to read thousands of digits."""
HEADINGS = (("pengarang", "author"), ("subjek", "subject"), ("seri", "series"))
LISTS = {"author": "authors", "subject": "subjects", "series": "all-series"}
urlpatterns = [
    path("temukan/", searching.search, name="search"),
    path("temukan/saran/", searching.suggest, name="suggest"),
    path("temukan/lanjut/", searching.advanced, name="advanced"),
    path("temukan/bantuan/", searching.tips, name="tips"),
    path("koleksi/<int:pk>/", records.record, name="record"),
    # the words of a record's own pages (/edisi/…) are not found here: works and records have different numbers
    re_path(rf"^koleksi/(?P<pk>{NUMBER})/(?!(?:marc|unduh)/)(?P<slug>[-\w]+)/\Z", records.record, name="record"),
    *[path(f"{word}/<int:pk>/", records.heading, {"kind": kind}, name=kind) for word, kind in HEADINGS],
    *[
        re_path(rf"^{word}/(?P<pk>{NUMBER})-(?P<slug>[-\w]+)/\Z", records.heading, {"kind": kind}, name=kind)
        for word, kind in HEADINGS
    ],
    path("jelajah/", browsing.browse, name="browse"),
    path("jelajah/kelas/<slug:code>/", browsing.shelf_class, name="class"),
    *[path(f"jelajah/{word}/", browsing.headings, {"kind": kind}, name=LISTS[kind]) for word, kind in HEADINGS],
    path("baru/", browsing.new_arrivals, name="arrivals"),
    path("rak/", browsing.lists, name="lists"),
    path("rak/<slug:slug>/", browsing.one_list, name="list"),
    path("anak/", browsing.children, name="children"),
    path("anak/cari/", browsing.children_search, name="children-search"),
    path("anak/<slug:slug>/", browsing.children_topic, name="children-topic"),
]
