from django.urls import path

from serambi.branches.public import views

app_name = "branches"
urlpatterns = [
    path("", views.branches, name="branches"),
    path("<slug:code>/", views.show, name="show"),
    path("<slug:code>/tutup.ics", views.closures_calendar, name="closures-calendar"),
]
