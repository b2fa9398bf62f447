from django.utils.translation import gettext_lazy as _

from serambi.kit.access import ALL_STAFF, Permission

GALLERY_SEE = Permission("ui:gallery:see", _("See the gallery of page components"), ALL_STAFF)
