from django.urls import path

from serambi.accounts.staff import account_views, views

app_name = "accounts-staff"
urlpatterns = [
    path("", views.people_list, name="people"),
    path("permissions/", views.permissions, name="permissions"),
    path("add/", account_views.add, name="add"),
    path("<int:pk>/", views.show, name="person"),
    path("<int:pk>/appoint/", views.appoint_person, name="appoint"),
    path("<int:pk>/posts/<int:post_pk>/end/", views.end_posting, name="end-post"),
    path("<int:pk>/link/", account_views.make_link, name="link"),
    path("<int:pk>/state/", account_views.set_state, name="state"),
    path("<int:pk>/second-factor/", account_views.drop_second_factor, name="second-factor"),
]
