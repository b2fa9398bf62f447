from django.urls import path

from serambi.journal.staff import views

app_name = "journal-staff"
urlpatterns = [
    path("", views.facts, name="facts"),
    path("work/", views.work, name="work"),
    path("work/<uuid:task_id>/retry/", views.retry_work, name="retry"),
    path("processes/", views.process_list, name="processes"),
]
