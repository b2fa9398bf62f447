from django.apps import AppConfig


class Config(AppConfig):
    name = "serambi.kit"
    label = "kit"
