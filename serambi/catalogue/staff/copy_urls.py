"""Addresses of copy cataloguing, below /staff/catalogue/copy/."""

from django.urls import path

from serambi.catalogue.staff import copying, found, targets

urlpatterns = [
    path("", copying.copy, name="copy"),
    path("targets/", targets.targets, name="copy-targets"),
    path("targets/new/", targets.new, name="copy-target-new"),
    path("targets/preset/", targets.preset, name="copy-target-preset"),
    path("targets/<int:pk>/", targets.target, name="copy-target"),
    path("targets/<int:pk>/try/", targets.try_out, name="copy-target-try"),
    path("targets/<int:pk>/remove/", targets.remove, name="copy-target-remove"),
    path("found/<int:pk>/", found.found, name="copy-found"),
    path("found/<int:pk>/add/", found.add, name="copy-add"),
    path("found/<int:pk>/choose/", found.choose, name="copy-choose"),
    path("found/<int:pk>/onto/<int:record>/", found.overlay, name="copy-overlay"),
    path("<int:pk>/", copying.results, name="copy-results"),
    path("<int:pk>/ask/", copying.ask, name="copy-ask"),
    path("<int:pk>/rows/", copying.rows, name="copy-rows"),
    path("<int:pk>/more/", copying.more, name="copy-more"),
]
