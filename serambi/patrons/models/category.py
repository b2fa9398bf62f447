from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """A kind of member. Loan rules name it; age only proposes it."""

    class Kind(models.TextChoices):
        CHILD = "child", _("Child")
        TEEN = "teen", _("Teenager")
        ADULT = "adult", _("Adult")
        ELDER = "elder", _("Elder")
        STUDENT = "student", _("Student")
        TEACHER = "teacher", _("Teacher")
        INSTITUTION = "institution", _("Institution")
        TEMPORARY = "temporary", _("Temporary member")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ADULT)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    age_from = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=[MaxValueValidator(120)])
    """Both included; they propose a category to somebody who joins and find those who have outgrown theirs."""
    months = models.PositiveSmallIntegerField(
        _("months a card is valid"), default=24, validators=[MaxValueValidator(240)]
    )
    """0: a card of this category does not expire."""
    joins_online = models.BooleanField(_("may join online"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="category_ages_in_order",
            )
        ]

    def __str__(self):
        return self.name_en if self.name_en and get_language() == "en" else self.name
