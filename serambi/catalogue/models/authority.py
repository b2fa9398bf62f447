from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models.bib import BibRecord
from serambi.catalogue.vocabulary import AuthorityKind, Relation


class Authority(models.Model):
    """A controlled heading: a name, a subject or a series, and the form in which it is shown."""

    kind = models.CharField(_("kind"), max_length=10, choices=AuthorityKind.choices)
    heading = models.CharField(_("heading"), max_length=255)
    """As in the catalogue's entry: "Hirata, Andrea"."""
    display = models.CharField(_("shown as"), max_length=255)
    """As people say it: "Andrea Hirata"."""
    key = models.CharField(max_length=255)
    """Heading folded for matching (case, diacritics, old spelling): one authority a kind and key."""
    sort = models.CharField(max_length=255)
    """Heading folded for order in lists."""
    words = models.CharField(max_length=255, blank=True)
    """The words of the key in alphabetical order, of people without dates and degrees: two with the same may be one."""
    note = models.TextField(_("note"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    """Where the form was found, one a line (670)."""
    source = models.CharField(_("list of subjects"), max_length=20, blank=True)
    """The list it belongs to (lcsh, mesh …); empty is our own."""
    number = models.CharField(_("number of its record"), max_length=100, blank=True)
    """As its authority record says it: "(DLC)n 79021164"."""
    marc = models.TextField(blank=True)
    """The authority record it came with, as compact JSON; its heading may have changed here since."""
    version = models.PositiveIntegerField(default=1)
    """Counts changes by people, so that one never overwrites another's."""
    by_hand = models.BooleanField(default=False)
    """Staff made or changed it: it stays even when no record has it any more."""
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_authority_per_heading")]
        indexes = [
            models.Index(fields=["kind", "sort", "id"], name="authorities_in_order"),
            models.Index(fields=["sort", "id"], name="authorities_of_every_kind"),
            models.Index(fields=["kind", "words"], name="authorities_by_words"),
            models.Index(fields=["number"], condition=~models.Q(number=""), name="authorities_by_number"),
        ]

    def __str__(self):
        return self.heading


class AuthorityVariant(models.Model):
    """Another form of a heading: old spelling, pen name, full name, a see-from reference."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="variants", db_index=False)
    text = models.CharField(_("variant"), max_length=255)
    key = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "text"], name="variant_once_an_authority")]
        indexes = [models.Index(fields=["key"], name="variants_by_key")]

    def __str__(self):
        return self.text


class AuthorityWord(models.Model):
    """A word by which a heading is found: of its form, its display or a variant (see `records.heading_words`)."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="found_by")
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "authority"], name="word_once_an_authority")]

    def __str__(self):
        return self.word


class AuthorityRelation(models.Model):
    """That one heading refers to another (see also)."""

    class Kind(models.TextChoices):
        """What `other` is to the authority."""

        ALSO = "also", _("see also")
        BROADER = "broader", _("broader")
        NARROWER = "narrower", _("narrower")
        EARLIER = "earlier", _("earlier name")
        LATER = "later", _("later name")

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="see_also", db_index=False)
    other = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="seen_from")
    kind = models.CharField(_("relation"), max_length=8, choices=Kind.choices, default=Kind.ALSO)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "other"], name="related_once"),
            models.CheckConstraint(condition=~models.Q(authority=models.F("other")), name="not_related_to_itself"),
        ]

    def __str__(self):
        return f"{self.authority_id} {self.kind} {self.other_id}"


class Heading(models.Model):
    """That a record has an authority as its author, contributor, subject or series."""

    record = models.ForeignKey(BibRecord, on_delete=models.CASCADE, related_name="headings", db_index=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="headings", db_index=False)
    relation = models.CharField(max_length=12, choices=Relation.choices)
    role = models.CharField(max_length=60, blank=True)
    """As the record says it (editor, penerjemah); for series the volume."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["record", "position"]
        indexes = [models.Index(fields=["authority", "relation", "record"], name="records_of_authority")]
        constraints = [
            models.UniqueConstraint(fields=["record", "authority", "relation", "role"], name="heading_once_a_record")
        ]

    def __str__(self):
        return f"{self.relation} {self.authority_id}"
