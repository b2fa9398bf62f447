from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch


class Kind(models.TextChoices):
    """What a message of a machine was about: what is counted by day, and what its log says."""

    LOGIN = "login", _("Signed in")
    REFUSED_LOGIN = "no_login", _("Sign-in refused")
    LOOK = "look", _("Asked about a member or a copy")
    CHECKOUT = "checkout", _("Lent")
    CHECKIN = "checkin", _("Returned")
    RENEW = "renew", _("Renewed")
    HOLD = "hold", _("Reservation")
    FEE = "fee", _("Payment")
    BLOCK = "block", _("Card kept")
    UNBLOCK = "unblock", _("Card given back")
    OTHER = "other", _("Other")
    GARBLED = "garbled", _("Not understood")


class Terminal(models.Model):
    """One machine with a login of its own, and what it may do."""

    class Encoding(models.TextChoices):
        UTF8 = "utf-8", "UTF-8"
        CP850 = "cp850", "CP850"
        LATIN1 = "latin-1", "Latin-1 (ISO 8859-1)"
        ASCII = "ascii", "ASCII"

    name = models.CharField(_("name"), max_length=80, unique=True)
    login = models.CharField(_("user name of the machine"), max_length=40, unique=True)
    password = models.CharField(max_length=128, editable=False)
    """Hashed; shown once when it is made."""
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="terminals", verbose_name=_("branch"))
    is_active = models.BooleanField(_("in use"), default=True)
    encoding = models.CharField(_("characters"), max_length=8, choices=Encoding.choices, default=Encoding.UTF8)
    checksum_required = models.BooleanField(_("checksum required"), default=True)
    pin_required = models.BooleanField(_("PIN required"), default=True)
    addresses = models.CharField(_("allowed network addresses"), max_length=300, blank=True)
    """Addresses or networks with blanks between; empty: from everywhere."""
    width = models.PositiveSmallIntegerField(_("width of the screen, in characters"), default=0)
    """0: messages may be as long as they are."""
    hidden_fields = models.CharField(_("fields not to be sent"), max_length=120, blank=True)
    """Field codes with commas between: "BD,BE,BF"."""
    may_checkout = models.BooleanField(_("lends"), default=True)
    may_checkin = models.BooleanField(_("takes back"), default=True)
    may_renew = models.BooleanField(_("renews"), default=True)
    may_hold = models.BooleanField(_("takes reservations"), default=False)
    may_pay = models.BooleanField(_("takes payments"), default=False)
    may_block = models.BooleanField(_("keeps cards and blocks them"), default=False)
    welcomes_all = models.BooleanField(_("accepts copies nobody has on loan"), default=False)
    """Else a return of such a copy is answered "no" and shown at the staff's side, though the copy goes its way."""
    last_seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_address = models.CharField(max_length=45, blank=True, editable=False)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(self.hidden_fields.replace(",", " ").upper().split())


class MachineAct(models.Model):
    """The machine's own log: one act and its answer. No person: the loan knows whose it is, as long as it is known."""

    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE, related_name="acts")
    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    done = models.BooleanField()
    barcode = models.CharField(max_length=60, blank=True)
    codes = models.JSONField(default=list, blank=True)
    """Codes of the refusals, when it was not done."""
    subject = models.BigIntegerField(null=True, blank=True)
    """Id of the loan, reservation, payment or block."""

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["terminal", "-at", "-id"], name="acts_of_terminal"),
            models.Index(fields=["kind", "subject"], name="machine_acts_by_subject"),
        ]

    def __str__(self):
        return f"{self.kind} {self.barcode}"


class MachineDay(models.Model):
    """How many messages of a kind a terminal sent on a day of its branch."""

    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    count = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "kind"]
        constraints = [models.UniqueConstraint(fields=["terminal", "day", "kind"], name="one_count_a_day_and_kind")]

    def __str__(self):
        return f"{self.day} {self.kind} {self.count}"


class NoBlockException(models.Model):
    """A machine did something while the line was down that the rules refuse. It has happened; staff make it good."""

    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT, related_name="exceptions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_at = models.DateTimeField()
    """By the machine's clock, as far as it can be believed."""
    received_at = models.DateTimeField(default=now)
    card = models.CharField(max_length=60, blank=True)
    barcode = models.CharField(max_length=60, blank=True)
    due_said = models.CharField(max_length=18, blank=True)
    """The date that the machine told the patron."""
    codes = models.JSONField(default=list)
    """Codes of the refusals."""
    reasons = models.JSONField(default=list)
    """Their sentences, in the language of the library."""
    done = models.BooleanField(default=False)
    """Carried out all the same, since every reason could be lifted."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("what was done about it"), max_length=300, blank=True)
    key = models.CharField(max_length=40, unique=True)
    """Made of what the machine said: the same message sent twice is one exception."""

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=False) | models.Q(note=""), name="settled_exceptions_say_when"
            )
        ]
        indexes = [
            models.Index(
                fields=["-received_at", "-id"], condition=models.Q(settled_at__isnull=True), name="open_exceptions"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.barcode}"
