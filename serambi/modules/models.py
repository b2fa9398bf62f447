from django.db import models


class ModuleSwitch(models.Model):
    """A switch somebody has set; a switch without a row has its declared default."""

    code = models.CharField(max_length=60, primary_key=True)
    on = models.BooleanField(default=True)

    def __str__(self):
        return f"{self.code} {'on' if self.on else 'off'}"
