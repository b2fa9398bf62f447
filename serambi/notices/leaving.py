"""What of the notices leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Notice": _("Notices: what about, when, what became of them"),
    "Delivery": _("Messages by channel, with their outcome"),
    "Preference": _("Which channels members want for which topic"),
    "Manner": _("How members want their messages"),
    "ContactState": _("Addresses where nothing arrives or nothing is wanted"),
    "Rhythm": _("When and how early notices are sent"),
}
WITHOUT = {
    "Delivery.body": _("the words are kept for 90 days only"),
    "Notice.key": _("only keeps the same from being told twice"),
}
LEFT_OUT = {
    "PushSubscription": _("secret keys of browsers, of use to this address only"),
    "PlanRun": _("only says how far the planning has come"),
}
