"""What of the people leaves with the library (`kit.leaving`). No secret ever does."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "User": _("People with an account: name, e-mail, language"),
    "StaffPost": _("Posts: who works where, as what"),
}
WITHOUT = {"User.password": _("secret; people choose a new one")}
