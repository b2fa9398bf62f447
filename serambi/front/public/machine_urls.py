"""Addresses machines read; the same in every language."""

from django.urls import path

from serambi.front.public import machine_views as views

urlpatterns = [
    path("sehat/", views.health_report, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", views.sitemap_file, name="sitemap-file"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
