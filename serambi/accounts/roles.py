from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a post lets a person do. The permissions of each role are declared beside what they protect."""

    DESK = "desk", _("Desk librarian")
    CATALOGUER = "cataloguer", _("Cataloguer")
    REFERENCE = "reference", _("Reference librarian")
    PROGRAMS = "programs", _("Programs librarian")
    OUTREACH = "outreach", _("Outreach librarian")
    EDITOR = "editor", pgettext_lazy("staff role", "Editor")
    PUBLISHER = "publisher", pgettext_lazy("staff role", "Publisher")
    HEAD = "head", _("Head of the library")
    IT = "it", _("IT administrator")
