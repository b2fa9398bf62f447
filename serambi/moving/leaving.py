"""What of moving leaves with the library, and the word for models of packages that are not ours (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Move": _("Moves: what came from old systems, with sums"),
    "MoveFile": _("Files of moves"),
    "MoveRow": _("Rows of moves with their original text and outcome"),
    "Remembered": _("What words of old systems mean here"),
    "Departure": _("Exports of everything"),
}
LEFT_OUT = {
    "KeptRow": _("encrypted personal data of the old system; it is in the file that was brought"),
    "auth.*": _("Django's own lists of rights; posts decide here"),
    "contenttypes.*": _("Django's own list of tables"),
    "sessions.*": _("who is signed in at this moment"),
    "account.*": _("marks of confirmed addresses; people confirm anew"),
    "mfa.*": _("secrets of second factors"),
    "django_tasks_database.*": _("background work of this moment"),
    "django_tasks_db.*": _("background work of this moment"),
}
