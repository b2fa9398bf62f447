"""Files of the editors; the same address in every language."""

from django.urls import path

from serambi.editorial.public import files

urlpatterns = [
    path("dokumen/<int:document_id>/<str:document_filename>", files.document, name="wagtaildocs_serve"),
    path("media/<path:path>", files.media, name="media"),
]
