from django.urls import path

from serambi.notices.public import inbox_views, preference_views, stop_views

app_name = "notices"
urlpatterns = [
    path("", inbox_views.inbox, name="inbox"),
    path("dibaca/", inbox_views.read, name="read"),
    path("pengaturan/", preference_views.preferences, name="preferences"),
    path("pengaturan/bahasa/", preference_views.language, name="language"),
    path("pengaturan/alamat-benar/", preference_views.contact_right, name="contact-right"),
    path("pengaturan/perangkat/", preference_views.add, name="device-add"),
    path("pengaturan/perangkat/coba/", preference_views.try_it, name="device-try"),
    path("pengaturan/perangkat/<int:pk>/lepas/", preference_views.remove, name="device-remove"),
    path("berhenti/<str:token>/", stop_views.stop_page, name="stop"),
]
