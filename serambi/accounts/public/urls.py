from django.urls import path

from serambi.accounts.public import views

app_name = "accounts"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("data-saya/", views.edit_mine, name="edit-mine"),
    path("masuk/contoh/", views.enter_example, name="enter-example"),
]
