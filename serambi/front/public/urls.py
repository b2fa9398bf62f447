from django.urls import path

from serambi.front.public import views

app_name = "front"
urlpatterns = [
    path("", views.home_page, name="home"),
    path("tentang/", views.about, name="about"),
    path("peta-situs/", views.site_map, name="map"),
]
