from django.urls import path

from serambi.discovery.staff import index_views, list_views

app_name = "discovery-staff"
urlpatterns = [
    path("", index_views.index, name="index"),
    path("rebuild/", index_views.rebuild, name="rebuild"),
    path("misses/", index_views.misses, name="misses"),
    path("order/", index_views.order, name="order"),
    path("crawlers/", index_views.crawlers, name="crawlers"),
    path("lists/", list_views.lists, name="lists"),
    path("lists/new/", list_views.new, name="list-new"),
    path("lists/<int:pk>/", list_views.show, name="list"),
    path("lists/<int:pk>/edit/", list_views.edit, name="list-edit"),
    path("lists/<int:pk>/publish/", list_views.publish, name="list-publish"),
    path("lists/<int:pk>/withdraw/", list_views.withdraw, name="list-withdraw"),
    path("lists/<int:pk>/remove/", list_views.remove, name="list-remove"),
    path("lists/<int:pk>/move/", list_views.move, name="list-move"),
    path("lists/<int:pk>/add/", list_views.add, name="list-add"),
    path("lists/<int:pk>/entries/<int:entry_pk>/", list_views.entry, name="list-entry"),
]
