"""How headings say no."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal
from serambi.ui.words import local_moment

FOLLOWING = Refusal(
    "following",
    _("Records still follow an earlier change of this heading. Wait until they have, then change it again."),
)
GONE = Refusal("heading_gone", _("This heading is not there any more: it was merged or taken away."))
SAME = Refusal("same_heading", _("A heading cannot be merged with itself."))
OTHER_KIND = Refusal("other_kind", _("Only headings of one kind can be merged: two persons, two topics."))
NOT_DONE = Refusal("not_done", _("Only a change whose records have followed can be undone."))
CHANGED_SINCE = Refusal("heading_changed_since", _("The heading was changed again since; undo that change first."))
FORM_TAKEN = Refusal("form_taken", _("Another heading has the form that would come back; merge the two instead."))
NOT_STOPPED = Refusal("change_not_stopped", _("This change was not stopped by an error."))
RELATED_TO_ITSELF = Refusal("related_to_itself", _("A heading does not refer to itself."))


def moved_on(when) -> Refusal:
    """Somebody else changed the heading meanwhile."""
    text = _("Somebody changed this heading on {when}, after you opened it. Nothing of theirs was written over.")
    return Refusal("heading_moved_on", format_lazy(text, when=local_moment(when)))


def unknown_heading(text: str) -> Refusal:
    """A see-also reference to what is no heading of ours."""
    said = _("There is no heading “{text}” to refer to. Write it as it stands in the list of headings.")
    return Refusal("unknown_heading", format_lazy(said, text=text[:80]))
