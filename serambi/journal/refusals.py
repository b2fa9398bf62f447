from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

NOT_FAILED = Refusal("not_failed", _("This work has not failed: it is done, or it is being tried again already."))
