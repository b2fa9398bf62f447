"""allauth's pages under Indonesian addresses, with allauth's own names, and only those this house offers."""

from functools import wraps

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

# They guard themselves (allauth's login_required and re-authentication); this is what the harness checks them against.
OPEN = {
    views.login,
    views.logout,
    views.signup,
    views.account_inactive,
    views.email_verification_sent,
    views.confirm_email,
    views.password_reset,
    views.password_reset_done,
    views.password_reset_from_key,
    views.password_reset_from_key_done,
    mfa.authenticate,
}


def _declared(view):
    """The view with what the house asks of every view: who may come, and the house's own `site` in its template."""

    @wraps(view)
    def ours(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if getattr(response, "context_data", None):
            response.context_data.pop("site", None)  # allauth's knows only the host; the frame's is the library
        return response

    ours.access = "open" if view in OPEN else "signed_in"
    return ours


urlpatterns = [
    path("masuk/", _declared(views.login), name="account_login"),
    path("masuk/kode/", _declared(mfa.authenticate), name="mfa_authenticate"),
    path("masuk/ulang/", _declared(views.reauthenticate), name="account_reauthenticate"),
    path("masuk/ulang/kode/", _declared(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("keluar/", _declared(views.logout), name="account_logout"),
    path("ditutup/", _declared(views.account_inactive), name="account_inactive"),
    path("daftar/", _declared(views.signup), name="account_signup"),
    path("surel/", _declared(views.email), name="account_email"),
    path("surel/periksa/", _declared(views.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^surel/sahkan/(?P<key>[-:\w]+)/$", _declared(views.confirm_email), name="account_confirm_email"),
    path("sandi/ubah/", _declared(views.password_change), name="account_change_password"),
    path("sandi/buat/", _declared(views.password_set), name="account_set_password"),
    path("sandi/lupa/", _declared(views.password_reset), name="account_reset_password"),
    path("sandi/lupa/terkirim/", _declared(views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^sandi/atur/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _declared(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/selesai/",
        _declared(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("dua-langkah/", _declared(mfa.index), name="mfa_index"),
    path("dua-langkah/pasang/", _declared(totp.activate_totp), name="mfa_activate_totp"),
    path("dua-langkah/lepas/", _declared(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("dua-langkah/kode-cadangan/", _declared(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "dua-langkah/kode-cadangan/baru/",
        _declared(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "dua-langkah/kode-cadangan/unduh/",
        _declared(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
