from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.vocabulary import Format, Lending
from serambi.patrons.models import Category


class Rule(models.Model):
    """One answer: for this branch, category of patrons, material and lending category (empty: any), `what` is `value`.

    What can be ruled, its units and its default stand in `rules/vocabulary.py`; which rule wins in `rules/winning.py`.
    """

    what = models.CharField(_("what"), max_length=24)
    branch = models.ForeignKey(
        Branch, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("branch")
    )
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("kind of member")
    )
    material = models.CharField(_("format"), max_length=12, choices=Format.choices, blank=True, default="")
    lending = models.CharField(_("lending category"), max_length=12, choices=Lending.choices, blank=True, default="")
    value = models.CharField(_("value"), max_length=40)
    key = models.CharField(max_length=120, unique=True, editable=False)
    """The columns above but for the value, as one text: null is a value too when it comes to being the same."""
    changed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["what", "id"]

    def __str__(self):
        return f"{self.key}={self.value}"


class RuleChange(models.Model):
    """What a rule was and became: who, when and why."""

    key = models.CharField(max_length=120, db_index=True)
    before = models.CharField(max_length=40, blank=True)
    """Empty: there was none."""
    after = models.CharField(max_length=40, blank=True)
    """Empty: it was taken away."""
    comment = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.key}: {self.before} {self.after}"
