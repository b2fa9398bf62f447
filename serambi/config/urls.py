"""Every address of the house. `/` public (Indonesian; English below `/en/`), `/staff/` the workspace.

Rooms own their addresses (`public/urls.py`, `staff/urls.py`); only this file mounts them.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "serambi.front.errors.bad_request"
handler403 = "serambi.front.errors.forbidden"
handler404 = "serambi.front.errors.not_found"
handler429 = "serambi.front.errors.too_many"  # asked for by allauth's rate limits
handler500 = "serambi.front.errors.server_error"

urlpatterns = [
    # the same in every language: machines read these
    path("", include("serambi.front.public.machine_urls")),
    path("", include("serambi.ui.public.machine_urls")),
    path("", include("serambi.editorial.public.file_urls")),
    path("", include("serambi.notices.public.machine_urls")),
    *i18n_patterns(
        path("", include("serambi.front.public.urls")),
        path("", include("serambi.ui.public.urls")),
        path("", include("serambi.discovery.public.urls")),
        path("edisi/", include("serambi.catalogue.public.urls")),
        path("", include("serambi.editorial.public.urls")),
        path("cabang/", include("serambi.branches.public.urls")),
        path("", include("serambi.patrons.public.urls")),
        path("", include("serambi.circulation.public.urls")),
        path("akun/kabar/", include("serambi.notices.public.urls")),
        path("akun/", include("serambi.accounts.public.urls")),
        path("akun/", include("serambi.accounts.public.sign_in_urls")),
        path("staff/", include("serambi.front.staff.urls")),
        path("staff/ui/", include("serambi.ui.staff.urls")),
        path("staff/journal/", include("serambi.journal.staff.urls")),
        path("staff/branches/", include("serambi.branches.staff.urls")),
        path("staff/people/", include("serambi.accounts.staff.urls")),
        path("staff/members/", include("serambi.patrons.staff.urls")),
        path("staff/catalogue/", include("serambi.catalogue.staff.urls")),
        path("staff/", include("serambi.circulation.staff.urls")),
        path("staff/notices/", include("serambi.notices.staff.urls")),
        path("staff/sip2/", include("serambi.sip2.staff.urls")),
        path("staff/moving/", include("serambi.moving.staff.urls")),
        path("staff/discovery/", include("serambi.discovery.staff.urls")),
        path("staff/editorial/", include("serambi.editorial.staff.urls")),
        prefix_default_language=False,
    ),
]
