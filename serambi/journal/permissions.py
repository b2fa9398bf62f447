from django.utils.translation import gettext_lazy as _

from serambi.kit.access import Permission

READ_JOURNAL = Permission(
    "journal:entries:read", _("Read the journal and see the work behind the scenes"), frozenset({"head", "it"})
)
RETRY_WORK = Permission("journal:work:retry", _("Start failed work again"), frozenset({"head", "it"}))
