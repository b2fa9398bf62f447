"""Words of Wagtail's scripts that its own Indonesian lacks; `staff/script_words.py` hands them to the browser."""

from django.utils.translation import gettext_noop as _

# fmt: off
WORDS = (
    _("(%(number)s new items in this menu)"), _("(1 new item in this menu)"), _("(New)"),
    _("A network error occurred."), _("A server error occurred."), _("Actions"), _("Add a comment"),
    _("Are you sure?"), _("Autosave in progress…"), _("Blocks"), _("Broken link"), _("Cancel"),
    _("Changes have been autosaved."), _("Character count:"), _("Collapse all"), _("Complex"),
    _("Decorative image"), _("Delete error"), _("Deleting"), _("Duplicate"), _("Enter your comments..."),
    _("Enter your reply..."), _("Error while sending preview data."), _("Expand all"), _("Fair"),
    _("Focus comment"), _("Good"), _("Insert a block"), _("Main menu"), _("Missing document"), _("More actions"),
    _("No"), _("Pin toolbar"), _("Reply"),
    _("Report this error to your website administrator with the following information:"), _("Resolve"),
    _("Retry"), _("Save error"), _("Search"), _("Search options…"), _("Split block"), _("Toggle section"),
    _("Toggle side panel"), _("Toggle sidebar"), _("Unfocus comment"), _("Unpin toolbar"),
    _("View child pages of '%(title)s'"), _("Write something or type ‘/’ to insert a block"), _("Yes"),
)
COUNTED = (
    # the scripts ask for these with a number; Indonesian has one form
    _("%(num)s error"), _("%(num)s min"), _("%(num)s pixel"),
)
# fmt: on
