from django.urls import path

from serambi.notices.staff import deciding_views, log_views, state_views

app_name = "notices-staff"
urlpatterns = [
    path("", log_views.log, name="log"),
    path("notice/<int:pk>/", log_views.show, name="notice"),
    path("tomorrow/", state_views.tomorrow, name="tomorrow"),
    path("unknown/", deciding_views.unknown, name="unknown"),
    path("unknown/<int:pk>/", deciding_views.decide_one, name="decide"),
    path("by-hand/", deciding_views.hand, name="by-hand"),
    path("by-hand/<int:pk>/", deciding_views.hand_one, name="by-hand-one"),
    path("channels/", state_views.channels, name="channels"),
    path("rhythm/", state_views.change, name="rhythm"),
]
