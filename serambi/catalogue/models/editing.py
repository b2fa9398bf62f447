from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models.bib import BibRecord


class EditLock(models.Model):
    """Who has a record open in an editor. A courtesy: the record's version is what keeps work from being lost."""

    record = models.OneToOneField(BibRecord, on_delete=models.CASCADE, related_name="edit_lock")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)
    """When the editor last gave a sign of life."""

    def __str__(self):
        return f"{self.record_id} {self.by_id}"


class RecordTemplate(models.Model):
    """A record to begin new ones from, made by the library beside those that come with Serambi."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    marc = models.TextField()
    """MARC as JSON (`marc.record.Marc`)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Cover(models.Model):
    """A picture of a record's cover, in files named after their content (see `cataloguing/covers.py`)."""

    record = models.OneToOneField(BibRecord, on_delete=models.CASCADE, related_name="cover")
    name = models.CharField(max_length=40)
    """Digest of the widest picture: with a width it names a file."""
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    """Of the widest picture, in pixels."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["name"], name="covers_by_name")]

    def __str__(self):
        return self.name
