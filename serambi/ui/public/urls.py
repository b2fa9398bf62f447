from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("tampilan/", views.view_mode, name="view-mode"),
    path("luring/", views.offline, name="offline"),
]
