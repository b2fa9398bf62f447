from django.urls import path

from serambi.notices.public import webhook_views

app_name = "notices-machine"
urlpatterns = [path("webhook/whatsapp/", webhook_views.whatsapp, name="whatsapp")]
