from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models.bib import BibRecord
from serambi.catalogue.sru.asking import Indexes, Server


class SruTarget(models.Model):
    """Another library's catalogue that is asked when a record is looked for, over SRU."""

    class Version(models.TextChoices):
        V11 = "1.1", "SRU 1.1"
        V12 = "1.2", "SRU 1.2"
        V20 = "2.0", "SRU 2.0"

    class Packing(models.TextChoices):
        XML = "xml", _("As XML")
        STRING = "string", _("As text")
        OPEN = "", _("As the server likes")

    class RelationSign(models.TextChoices):
        EQUAL = "=", _("= (as the server likes)")
        ALL = "all", _("all (every word, in any order)")

    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=500)
    version = models.CharField(_("version"), max_length=3, choices=Version.choices, default=Version.V11)
    schema = models.CharField(_("name of the MARCXML format"), max_length=100, default="marcxml", blank=True)
    packing = models.CharField(_("records lie in the answer"), max_length=6, choices=Packing.choices, blank=True)
    relation = models.CharField(
        _("relation for words"), max_length=3, choices=RelationSign.choices, default=RelationSign.EQUAL
    )
    index_isbn = models.CharField(_("index for ISBN"), max_length=60, default="bath.isbn", blank=True)
    index_issn = models.CharField(_("index for ISSN"), max_length=60, default="bath.issn", blank=True)
    index_title = models.CharField(_("index for titles"), max_length=60, default="dc.title", blank=True)
    index_author = models.CharField(_("index for names"), max_length=60, default="dc.creator", blank=True)
    index_any = models.CharField(_("index for any word"), max_length=60, default="cql.serverChoice", blank=True)
    seconds = models.PositiveSmallIntegerField(_("seconds to wait"), default=8)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    on = models.BooleanField(_("is asked"), default=True)
    preset = models.CharField(max_length=20, blank=True)
    """The preset it was made from (`copying.presets`)."""
    tried_at = models.DateTimeField(null=True, blank=True)
    tried = models.JSONField(default=dict, blank=True)
    """What came of the last try (`sru_targets.Tried`)."""

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="one_target_per_name"),
            models.CheckConstraint(condition=models.Q(seconds__gte=1, seconds__lte=30), name="target_waits_1_to_30_s"),
        ]

    def __str__(self):
        return self.name

    @property
    def server(self) -> Server:
        """How the SRU client wants it."""
        indexes = Indexes(self.index_isbn, self.index_issn, self.index_title, self.index_author, self.index_any)
        return Server(self.address, self.version, self.schema, self.packing, self.relation, indexes)


class SruSearch(models.Model):
    """One question to other catalogues; its answers are kept for some days, so that one can come back to them."""

    words = models.CharField(max_length=200, blank=True)
    """ISBN, ISSN or words, as typed."""
    title = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="searches_by_age")]

    def __str__(self):
        return " / ".join(filter(None, [self.words, self.title, self.author]))


class SruAnswer(models.Model):
    """What one target answered to a search."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not asked yet")
        FOUND = "found", _("Answered")
        REFUSED = "refused", _("Refused")
        SLOW = "slow", _("Too slow")

    search = models.ForeignKey(SruSearch, on_delete=models.CASCADE, related_name="answers", db_index=False)
    target = models.ForeignKey(SruTarget, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    code = models.CharField(max_length=20, blank=True)
    """Why it gave nothing (`sru.problems`)."""
    diagnostic = models.PositiveSmallIntegerField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)
    """The server's own words."""
    total = models.PositiveBigIntegerField(null=True, blank=True)
    next_position = models.PositiveBigIntegerField(null=True, blank=True)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["target__position", "target__name"]
        constraints = [models.UniqueConstraint(fields=["search", "target"], name="one_answer_per_target")]

    def __str__(self):
        return f"{self.search_id}/{self.target_id} {self.state}"


class SruFound(models.Model):
    """One record of an answer, ours to look at, to add, or to lay over one of ours."""

    answer = models.ForeignKey(SruAnswer, on_delete=models.CASCADE, related_name="found", db_index=False)
    position = models.PositiveBigIntegerField()
    marc = models.TextField(blank=True)
    """As compact JSON; empty when the server gave no MARC."""
    problem = models.CharField(max_length=300, blank=True)
    """Why there is no MARC, in the server's words or as a code of `marc.problems`."""
    record = models.ForeignKey(BibRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """What became of it here."""

    class Meta:
        ordering = ["answer", "position"]
        constraints = [models.UniqueConstraint(fields=["answer", "position"], name="found_once_an_answer")]

    def __str__(self):
        return f"{self.answer_id}/{self.position}"
