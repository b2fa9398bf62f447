from django.urls import path

from serambi.branches.staff import branch_views, closure_views, holiday_views, library_views

app_name = "branches-staff"
urlpatterns = [
    path("", branch_views.branches, name="branches"),
    path("new/", branch_views.add, name="add"),
    path("branch/<slug:code>/", branch_views.branch, name="branch"),
    path("branch/<slug:code>/hours/", branch_views.hours, name="hours"),
    path("closures/", closure_views.closures, name="closures"),
    path("closures/new/", closure_views.declare, name="declare"),
    path("closures/<int:pk>/lift/", closure_views.lift, name="lift"),
    path("holidays/", holiday_views.holidays, name="holidays"),
    path("holidays/load/", holiday_views.load, name="holidays-load"),
    path("holidays/new/", holiday_views.add, name="holiday-add"),
    path("holidays/<int:pk>/", holiday_views.holiday, name="holiday"),
    path("holidays/<int:pk>/turn/", holiday_views.turn, name="holiday-turn"),
    path("holidays/<int:pk>/remove/", holiday_views.remove, name="holiday-remove"),
    path("holidays/<int:year>.csv", holiday_views.csv_file, name="holidays-csv"),
    path("library/", library_views.library_settings, name="library"),
    path("library/palette/", library_views.palette_preview, name="palette"),
]
