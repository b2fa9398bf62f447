from django.urls import path

from . import views

app_name = "ui_staff"
urlpatterns = [
    path("", views.gallery, name="gallery"),
]
