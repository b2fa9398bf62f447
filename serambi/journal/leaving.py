"""What of the journal leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {"Entry": _("The journal: what happened, when, by whom")}
LEFT_OUT = {
    "Heartbeat": _("which processes run at this moment"),
    "ScheduledRun": _("when periodic work ran last"),
    "FollowerPlace": _("how far a process has read"),
}
