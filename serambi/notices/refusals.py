from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

NO_MEMBER = Refusal("no_member", _("This account has no membership yet."))
NOT_UNKNOWN = Refusal("not_unknown", _("The outcome of this message is known by now."))
NOT_BY_HAND = Refusal("not_by_hand", _("This message does not wait to be sent by hand."))
CAUSE_GONE = Refusal("cause_gone", _("There is no reason to send it any more."))
BAD_SUBSCRIPTION = Refusal("bad_subscription", _("This browser's answer cannot be used for push messages."))
TOO_MANY_DEVICES = Refusal("too_many_devices", _("Push messages reach ten devices at most. Remove one first."))
NO_DEVICE = Refusal("no_device", _("No device of yours shows push messages yet."))
NOT_CONFIGURED = Refusal("not_configured", _("The library has not set up this channel."))
HOURS_ORDER = Refusal("hours_order", _("The end must be later than the beginning."))
BAD_LADDER = Refusal("bad_ladder", _("Write one to five different numbers of days from 1 to 90, such as 1, 7, 14."))
