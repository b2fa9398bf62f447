from django.urls import path

from serambi.moving.staff import departures, moves, rows

app_name = "moving-staff"
urlpatterns = [
    path("", moves.moves, name="moves"),
    path("new/", moves.new, name="new"),
    path("<int:pk>/", moves.show, name="move"),
    path("<int:pk>/progress/", moves.progress, name="progress"),
    path("<int:pk>/columns/", moves.columns, name="columns"),
    path("<int:pk>/questions/", moves.questions, name="questions"),
    path("<int:pk>/report/", moves.printed, name="report"),
    path("<int:pk>/rows/", rows.rows, name="rows"),
    path("<int:pk>/rows/<int:file>.csv", rows.download, name="rows-file"),
    path("<int:pk>/ask-again/", moves.ask_again, name="ask-again"),
    path("<int:pk>/commit/", moves.commit, name="commit"),
    path("<int:pk>/revert/", moves.revert, name="revert"),
    path("<int:pk>/cancel/", moves.cancel, name="cancel"),
    path("<int:pk>/resume/", moves.resume, name="resume"),
    path("<int:pk>/kept/delete/", moves.delete_kept, name="delete-kept"),
    path("everything/", departures.departures, name="departures"),
    path("everything/<int:pk>/progress/", departures.progress, name="departure-progress"),
    path("everything/<int:pk>/file/", departures.file, name="departure-file"),
]
