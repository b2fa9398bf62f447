from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.patrons.models.category import Category


class PatronQuerySet(models.QuerySet):
    def members(self):
        """Those whose membership is neither closed nor only applied for."""
        return self.filter(state=Patron.State.ACTIVE)


class Patron(models.Model):
    """A member of the library. What is not needed is not kept: no NIK, religion, occupation, mother's name, no photo.

    Every personal field with its reason: `name` is printed on the card; `born_on` decides the category and whether a
    guardian must consent; `email` and `phone` are for notices, one is enough and none is allowed; `district`, `school`
    and `gender` are optional and only counted, in groups, to see whom the library reaches; `desk_note` helps the desk
    and is shown to the member.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("Waiting for verification")
        ACTIVE = "active", _("Active")
        CLOSED = "closed", _("Closed")
        ERASED = "erased", _("Erased")

    class Gender(models.TextChoices):
        UNSAID = "", _("Not stated")
        FEMALE = "f", _("Female")
        MALE = "m", _("Male")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="patron"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.APPLIED)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="patrons", verbose_name=_("category"))
    home_branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, related_name="patrons", verbose_name=_("home branch")
    )
    card_number = models.CharField(_("card number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    name_key = models.CharField(max_length=200, editable=False)
    """`kit.folding.fold(name)`: what people type at the desk is compared with it."""
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender.choices, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    """+62…, as `contact.phone_number` writes it."""
    district = models.CharField(_("village or district"), max_length=120, blank=True)
    school = models.CharField(_("school or campus"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="id")
    desk_note = models.CharField(_("note for the desk"), max_length=300, blank=True)
    pin = models.CharField(max_length=128, blank=True, editable=False)
    """Hashed. For machines without a keyboard: kiosk and self-check."""
    keeps_history = models.BooleanField(_("keep my reading history"), default=False)
    joined_on = models.DateField(_("member since"))
    expires_on = models.DateField(_("card valid until"), null=True, blank=True)
    """The last day on which it counts; null: it does not expire."""
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)
    """Grows with each change, so that two desks do not overwrite each other."""

    objects = PatronQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="active") | Q(verified_at__isnull=False), name="active_patrons_are_verified"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "erased"]) | Q(closed_at__isnull=False),
                name="closed_patrons_have_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(user__isnull=True, email="", phone="", pin="", born_on__isnull=True),
                name="erased_patrons_are_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "name_key", "id"], name="patrons_by_name"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="patrons_by_phone"),
            models.Index(fields=["email"], condition=~Q(email=""), name="patrons_by_email"),
            models.Index(fields=["expires_on"], condition=Q(state="active"), name="patrons_by_expiry"),
        ]

    def __str__(self):
        return self.name or self.card_number
