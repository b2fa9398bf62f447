"""Addresses of headings, below /staff/catalogue/headings/."""

from django.urls import path

from serambi.catalogue.staff import heading_changes, headings

urlpatterns = [
    path("", headings.authorities, name="authorities"),
    path("duplicates/", headings.duplicates, name="heading-duplicates"),
    path("changes/", heading_changes.changes, name="heading-changes"),
    path("changes/<int:pk>/", heading_changes.change, name="heading-change"),
    path("changes/<int:pk>/progress/", heading_changes.progress, name="heading-change-progress"),
    path("changes/<int:pk>/undo/", heading_changes.undo, name="heading-change-undo"),
    path("changes/<int:pk>/resume/", heading_changes.resume, name="heading-change-resume"),
    path("<int:pk>/", headings.authority, name="authority"),
    path("<int:pk>/change/", headings.change, name="authority-change"),
    path("<int:pk>/merge/", headings.merge, name="authority-merge"),
]
