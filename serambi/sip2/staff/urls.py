from django.urls import path

from serambi.sip2.staff import exception_views, terminal_views

app_name = "sip2-staff"
urlpatterns = [
    path("", terminal_views.terminals, name="terminals"),
    path("new/", terminal_views.add, name="add"),
    path("<int:pk>/", terminal_views.terminal, name="terminal"),
    path("<int:pk>/password/", terminal_views.password, name="password"),
    path("<int:pk>/try/", terminal_views.try_out, name="try"),
    path("exceptions/", exception_views.exceptions, name="exceptions"),
    path("exceptions/<int:pk>/settle/", exception_views.settle, name="settle"),
]
