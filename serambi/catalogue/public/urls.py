from django.urls import path

from serambi.catalogue.public import views

app_name = "catalogue"
urlpatterns = [
    path("<int:pk>/unduh/<slug:fmt>", views.download, name="download"),
    path("sampul/<slug:name>-<int:width>.webp", views.cover, name="cover"),
    path("<int:pk>/marc/", views.marc, name="marc"),
]
