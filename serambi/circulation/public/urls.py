from django.urls import path

from serambi.circulation.public import holds_views, loans_views

app_name = "circulation"
urlpatterns = [
    path("reservasi/<int:work>/", holds_views.reserve, name="reserve"),
    path("akun/reservasi/", holds_views.holds, name="holds"),
    path("akun/reservasi/<int:pk>/batal/", holds_views.holds_cancel, name="holds-cancel"),
    path("akun/reservasi/<int:pk>/tunda/", holds_views.holds_suspend, name="holds-suspend"),
    path("akun/reservasi/<int:pk>/lanjut/", holds_views.holds_resume, name="holds-resume"),
    path("akun/reservasi/<int:pk>/cabang/", holds_views.holds_pickup, name="holds-pickup"),
    path("akun/pinjaman/", loans_views.loans, name="loans"),
    path("akun/pinjaman/perpanjang/", loans_views.renew_every, name="loans-renew-all"),
    path("akun/pinjaman/<int:pk>/perpanjang/", loans_views.renew_one, name="loans-renew"),
    path("akun/pinjaman/riwayat/", loans_views.history, name="loans-history"),
]
