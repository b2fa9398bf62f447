"""Wagtail's addresses below /staff/editorial/, all behind our own door. Its sign-in and account pages lead to ours."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin import urls as editor_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from serambi.editorial.staff.gate import editor_only
from serambi.editorial.staff.script_words import script_words

_account = RedirectView.as_view(pattern_name="accounts:mine")
OURS = [
    path("login/", RedirectView.as_view(pattern_name="account_login"), name="wagtailadmin_login"),
    path("logout/", RedirectView.as_view(pattern_name="account_logout"), name="wagtailadmin_logout"),
    path("account/", _account, name="wagtailadmin_account"),
    path("jsi18n/", script_words, name="wagtailadmin_javascript_catalog"),
]
NOT_WANTED = ("login/", "logout/", "account/", "password_reset/", "failwhale/", "test404/", "jsi18n/")
"""Wagtail's addresses that lead past our sign-in or nowhere, or have a better one above."""


def _wanted(patterns):
    return [pattern for pattern in patterns if not str(pattern.pattern).startswith(NOT_WANTED)]


urlpatterns = decorate_urlpatterns([*OURS, *_wanted(editor_urls.urlpatterns)], editor_only)
