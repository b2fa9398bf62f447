"""Addresses machines read; the same in every language."""

from django.urls import path

from . import views

app_name = "shell"
urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="worker"),
    path("merek/<int:hue>.css", views.brand, name="brand"),
]
