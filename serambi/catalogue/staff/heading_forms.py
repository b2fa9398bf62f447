"""The form of a heading."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models import Authority, AuthorityRelation

_KINDS = AuthorityRelation.Kind
_WORDS = {kind.value: kind for kind in _KINDS}
MOST_LINES = 200


class AuthorityForm(forms.Form):
    heading = forms.CharField(
        label=_("Heading"), max_length=255, help_text=_("As in the catalogue's entry: “Hirata, Andrea”.")
    )
    display = forms.CharField(label=_("Shown as"), max_length=255, required=False, help_text=_("As people say it."))
    variants = forms.CharField(
        label=_("Other forms"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        help_text=_("One a line: old spelling, pen names, full names. A search for any of them finds the records."),
    )
    see_also = forms.CharField(
        label=_("See also"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        help_text=_("One heading a line, as it stands in the list. Before it: broader:, narrower:, earlier: …"),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000)
    sources = forms.CharField(
        label=_("Sources"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
        help_text=_("Where this form was found, one a line."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31)

    def see_also_lines(self) -> list[tuple[str, str]]:
        """(kind of relation, heading)"""
        found = []
        for line in self.cleaned_data["see_also"].splitlines()[:MOST_LINES]:
            word, colon, rest = line.partition(":")
            kind = _kind_of(word) if colon else None
            text = (rest if kind else line).strip()
            if text:
                found.append((kind or _KINDS.ALSO.value, text))
        return found


def _kind_of(word: str) -> str | None:
    """The relation that a word names, in English or in the language of the page."""
    word = word.strip().lower()
    if word in _WORDS:
        return word
    return next((kind.value for kind in _KINDS if str(kind.label).lower() == word), None)


def initial_of(found: Authority) -> dict:
    """The form filled with what stands there."""
    variants = found.variants.order_by("text").values_list("text", flat=True)
    lines = []
    for each in found.see_also.select_related("other").order_by("other__sort"):
        before = "" if each.kind == _KINDS.ALSO else f"{each.get_kind_display()}: "
        lines.append(f"{before}{each.other.heading}")
    return {
        "heading": found.heading,
        "display": found.display,
        "variants": "\n".join(variants),
        "see_also": "\n".join(lines),
        "note": found.note,
        "sources": found.sources,
        "version": found.version,
    }
