"""The lists of the catalogue: formats, audiences, headings, states of items. Codes are stored, labels translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """What a patron holds in the hand or opens on a screen."""

    BOOK = "book", _("Print")
    LARGE_PRINT = "large_print", _("Large print")
    BRAILLE = "braille", _("Braille")
    AUDIOBOOK = "audiobook", _("Audiobook")
    DAISY = "daisy", _("DAISY talking book")
    EBOOK = "ebook", _("E-book")
    FILM = "film", _("Film")
    MUSIC = "music", _("Music")
    MAP = "map", _("Map")
    JOURNAL = "journal", _("Journal or magazine")
    NEWSPAPER = "newspaper", _("Newspaper")
    KIT = "kit", _("Kit")
    PICTURE = "picture", _("Picture")
    OBJECT = "object", _("Object or game")
    MANUSCRIPT = "manuscript", _("Manuscript")
    OTHER = "other", _("Other")


ACCESSIBLE_FORMATS = frozenset({Format.LARGE_PRINT, Format.BRAILLE, Format.AUDIOBOOK, Format.DAISY})


class Audience(models.TextChoices):
    CHILD = "child", _("Children")
    TEEN = "teen", _("Teens")
    ADULT = "adult", _("Adults")
    UNKNOWN = "unknown", _("Not stated")


class AuthorityKind(models.TextChoices):
    PERSON = "person", _("Person")
    CORPORATE = "corporate", _("Organisation")
    MEETING = "meeting", _("Meeting")
    TOPIC = "topic", _("Topic")
    PLACE = "place", _("Place")
    TIME = "time", _("Period")
    GENRE = "genre", _("Genre or form")
    TITLE = "title", _("Title")
    SERIES = "series", _("Series")


class Relation(models.TextChoices):
    """What an authority is to a record."""

    AUTHOR = "author", _("Author")
    CONTRIBUTOR = "contributor", _("Contributor")
    SUBJECT = "subject", _("Subject")
    SERIES = "series", _("Series")


class Status(models.TextChoices):
    """Whether an item is where it belongs. Loans are not here: circulation derives them."""

    SHELF = "shelf", _("On the shelf")
    PROCESSING = "processing", _("Being processed")
    REPAIR = "repair", _("Being repaired")
    MISSING = "missing", _("Missing")
    LOST = "lost", _("Lost")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Lending(models.TextChoices):
    """How an item may be used. Loan rules build on it."""

    REGULAR = "regular", _("Regular loan")
    SHORT = "short", _("Short loan")
    REFERENCE = "reference", _("Use in the library")
    SPECIAL = "special", _("Special collection, on request")


class Source(models.TextChoices):
    BUY = "buy", _("Bought")
    GIFT = "gift", _("Gift")
    DEPOSIT = "deposit", _("Legal deposit")
    EXCHANGE = "exchange", _("Exchange")
    OWN = "own", _("Own production")
    UNKNOWN = "unknown", _("Not stated")


class Condition(models.TextChoices):
    GOOD = "good", _("Good")
    WORN = "worn", _("Worn")
    DAMAGED = "damaged", _("Damaged")


class Withdrawal(models.TextChoices):
    """Why a copy left the collection (weeding, penyiangan)."""

    WORN = "worn", _("Worn or damaged beyond repair")
    OUTDATED = "outdated", _("Out of date")
    UNUSED = "unused", _("Not used any more")
    DOUBLE = "double", _("Too many copies")
    UNFIT = "unfit", _("Does not fit the collection")
    GONE = "gone", _("Lost or missing for good")
    GIVEN = "given", _("Given to another library")
    OTHER = "other", _("Another reason")
