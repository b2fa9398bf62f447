"""What of the members leaves with the library (`kit.leaving`)."""

from django.utils.translation import gettext_lazy as _

EXPORTED = {
    "Category": _("Categories of members"),
    "Patron": _("Members: name, card, category, contact, validity"),
    "CardScheme": _("How card numbers are made"),
    "FormerCard": _("Cards that were lost or replaced"),
    "Guardian": _("Guardians of children"),
    "ConsentText": _("Texts of consent, version by version"),
    "Consent": _("Who agreed to which text, when and how"),
    "Block": _("Blocks and why they were set"),
    "Look": _("Who of the staff worked with whose data"),
}
WITHOUT = {"Patron.pin": _("secret; people choose a new one"), "Patron.name_key": _("only serves the finding")}
