from django.urls import path

from serambi.front.staff import views

app_name = "front-staff"
urlpatterns = [
    path("", views.today, name="today"),
    path("keys/", views.keys, name="keys"),
    path("modules/", views.modules, name="modules"),
]
