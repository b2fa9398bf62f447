"""Joining, and what a member does with the membership."""

from django.urls import path

from serambi.patrons.public import card_views, data_views, guardian_views, joining_views

app_name = "patrons"
urlpatterns = [
    path("gabung/", joining_views.who, name="who"),
    path("gabung/kontak/", joining_views.reach, name="reach"),
    path("gabung/periksa/", joining_views.check, name="check"),
    path("gabung/selesai/", joining_views.done, name="done"),
    path("gabung/batal/", joining_views.discard, name="discard"),
    path("gabung/wali/<str:token>/", guardian_views.guardian, name="guardian"),
    path("akun/kartu/", card_views.card, name="card"),
    path("akun/kartu/besar/", card_views.large, name="large"),
    path("akun/kartu/cetak.pdf", card_views.printed, name="printed"),
    path("akun/data/", data_views.data, name="data"),
    path("akun/data/semua/", data_views.everything, name="everything"),
    path("akun/data/unduh/", data_views.download, name="download"),
    path("akun/data/ubah/", data_views.edit, name="edit"),
    path("akun/data/pin/", data_views.pin, name="pin"),
    path("akun/data/setuju/", data_views.give, name="give"),
    path("akun/data/setuju/<int:pk>/tarik/", data_views.withdraw, name="withdraw"),
    path("akun/data/berhenti/", data_views.leave, name="leave"),
    path("akun/keluarga/", data_views.family, name="family"),
    path("akun/keluarga/<int:pk>/kartu/", card_views.large, name="child-card"),
    path("akun/keluarga/<int:pk>/kartu.pdf", card_views.printed, name="child-printed"),
]
