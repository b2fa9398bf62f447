from django.urls import path

from serambi.editorial.public import feeds, views

app_name = "editorial"
urlpatterns = [
    path("kabar/", views.news, name="news"),
    path("kabar/umpan.xml", feeds.atom, name="feed"),
    path("kabar/<slug:slug>/", views.news_item, name="news-item"),
    path("halaman/", views.pages, name="pages"),
    path("halaman/<path:path>/", views.page, name="page"),
    path("tanya-jawab/", views.questions, name="questions"),
    path("kampanye/", views.campaigns, name="campaigns"),
    path("kampanye/<slug:slug>/", views.campaign, name="campaign"),
]
