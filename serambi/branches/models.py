from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

EVERY_WEEKDAY = 0b1111111
"""Weekdays as bits: Monday is 1, Sunday 64."""


class Zone(models.TextChoices):
    """Indonesia's three time zones; none has daylight saving."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Library(models.Model):
    """The one library this installation serves: a single row."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    city = models.CharField(_("city"), max_length=80)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    zone = models.CharField(_("time zone"), max_length=32, choices=Zone.choices, default=Zone.WIB)
    hue = models.PositiveSmallIntegerField(_("brand hue"), default=197, validators=[MaxValueValidator(359)])
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    address = models.TextField(_("address"), max_length=500, blank=True)
    marc_code = models.CharField(
        _("MARC organization code"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9/:-]+$")],
    )
    shows_example_data = models.BooleanField(_("shows example data"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_library"),
            models.CheckConstraint(condition=Q(hue__lte=359), name="hue_is_an_angle"),
        ]

    def __str__(self):
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def _degrees(most: int) -> list:
    return [MinValueValidator(-most), MaxValueValidator(most)]


class BranchQuerySet(models.QuerySet):
    def public(self):
        """The branches the public sees, in the order the library chose."""
        return self.filter(open_to_public=True)


class Branch(models.Model):
    """A place where the library serves people; a mobile library is a branch too."""

    class Kind(models.TextChoices):
        MAIN = "main", _("Main library")
        BRANCH = "branch", _("Branch")
        MOBILE = "mobile", _("Mobile library")
        CORNER = "corner", _("Reading corner")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.BRANCH)
    zone = models.CharField(_("time zone"), max_length=32, choices=Zone.choices, default=Zone.WIB)
    address = models.TextField(_("address"), max_length=500, blank=True)
    directions = models.TextField(_("how to get there"), max_length=1000, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True, validators=_degrees(90)
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True, validators=_degrees(180)
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    about = models.TextField(_("about"), max_length=2000, blank=True)
    facilities = models.JSONField(_("facilities"), default=list, blank=True)
    accessibility = models.JSONField(_("accessibility"), default=list, blank=True)
    """Both: codes of `facts.py`, or the library's own words."""
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    open_to_public = models.BooleanField(_("shown to the public"), default=True)

    objects = BranchQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_place_on_earth",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class OpeningHours(models.Model):
    """One span of a weekday. Two spans a day are two rows; a day without a row is closed."""

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), validators=[MaxValueValidator(6)])  # Monday is 0
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    place = models.CharField(_("stop"), max_length=120, blank=True)
    """Where a mobile library stands during this span."""

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_is_a_day"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="closes_after_opening"),
            models.UniqueConstraint(fields=["branch", "weekday", "opens"], name="one_span_per_start"),
        ]

    def __str__(self):
        return f"{self.branch_id} {self.weekday} {self.opens:%H.%M}-{self.closes:%H.%M}"


class SpecialHoursQuerySet(models.QuerySet):
    def standing(self):
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)


class SpecialHours(models.Model):
    """Some dates go differently: other hours (Ramadan, an event evening) or a closure, of whole days or some hours.

    For all branches when `branch` is null. Lifted ones stay, so that it can be seen what was announced.
    """

    branch = models.ForeignKey(
        Branch,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="special_hours",
        verbose_name=_("branch"),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    weekdays = models.PositiveSmallIntegerField(_("weekdays"), default=EVERY_WEEKDAY)
    """Bits, Monday is 1: only these weekdays of the span of dates."""
    is_closure = models.BooleanField(_("closed"), default=True)
    opens = models.TimeField(_("from"), null=True, blank=True)
    closes = models.TimeField(_("until"), null=True, blank=True)
    """Open between them; for a closure: closed between them, or the whole day when there are none."""
    despite_holidays = models.BooleanField(_("also on holidays"), default=False)
    reason = models.CharField(_("reason"), max_length=160)
    declared_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SpecialHoursQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "id"]
        indexes = [models.Index(fields=["last_day"], name="special_hours_by_last_day")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="special_last_after_first"),
            models.CheckConstraint(condition=Q(weekdays__range=(1, EVERY_WEEKDAY)), name="special_on_some_weekday"),
            models.CheckConstraint(
                condition=Q(is_closure=True, opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="special_times_together",
            ),
        ]

    def __str__(self):
        return f"{self.first_day} {self.reason}"


class Holiday(models.Model):
    """A public holiday or day of joint leave. Loaded by year; staff edit, add and reopen."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Public holiday")
        LEAVE = "leave", _("Joint leave")
        LOCAL = "local", _("Local holiday")

    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PUBLIC)
    closed = models.BooleanField(_("the library is closed"), default=True)
    estimated = models.BooleanField(_("estimated date"), default=False)
    """The date follows the moon and no decree has fixed it yet (perkiraan)."""
    edited = models.BooleanField(default=False, editable=False)
    """Staff changed or added it: loading the year again leaves it alone."""
    loaded_as = models.CharField(max_length=180, blank=True, editable=False)
    """Day and name as they were loaded: a holiday that staff moved is still recognised. Empty for an added one."""

    class Meta:
        ordering = ["day", "name"]
        constraints = [
            models.UniqueConstraint(fields=["day", "name"], name="one_row_per_holiday"),
            models.UniqueConstraint(fields=["loaded_as"], condition=~Q(loaded_as=""), name="loaded_once"),
        ]

    def __str__(self):
        return f"{self.day} {self.name}"
