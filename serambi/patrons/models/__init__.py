from serambi.patrons.models.block import Block
from serambi.patrons.models.card import CardScheme, FormerCard
from serambi.patrons.models.category import Category
from serambi.patrons.models.consent import Consent, ConsentText
from serambi.patrons.models.guardian import Guardian
from serambi.patrons.models.look import Look
from serambi.patrons.models.patron import Patron

__all__ = ["Block", "CardScheme", "Category", "Consent", "ConsentText", "FormerCard", "Guardian", "Look", "Patron"]
