from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "serambi.ui"
    label = "ui"
    verbose_name = "Design system"

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)
