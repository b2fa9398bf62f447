"""More words of Wagtail for `foreign_words.py`: the page being written, its checks, its history, its approval."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# fmt: off
WORDS = (
    # Wagtail has Indonesian for these, and another tone or meaning than our pages
    _("Promote"), _("Submit to %(workflow_name)s"), _("Updated"), _("Type"), _("pages"), _("live"), _("Live"),
    _("live + draft"), _("draft"), _("expired"), _("scheduled"),
    _("Are you sure you want to delete these pages?"), _("Go back"),
    _("Are you sure you want to move these pages?"), _("There is no valid destination page for these pages"),
    _("Select a new parent page"), _("Are you sure you want to unpublish these pages?"),
    _("Current page status:"), _("Private. Visit the live page"), _("Side panel width"), _("Status: "),
    _("Locking: "), _("Anyone can edit this %(model_name)s"), _("Page visibility: "), _("Change privacy"),
    _("Choose who can view the live version of this page"), _("Alias"),
    _("Keep the new pages updated with future changes"), _("Add Comment"), _("Add comment"),
    _("Comment notifications"), _("Heading 2"), _("Heading 3"), _("Blockquote"), _("Group"),
    _("Autosave is paused"), _("Autosave is <span>paused</span>"), _("A network error occurred"),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to "
        "view the last saved version."
    ),
    _("Checks"), _("Minimap"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Loading"),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Preview mode"), _("Show issue"), _("This data explained"), _("How we calculate our metrics"),
    _("We extract the main content from the page preview, remove all formatting, and calculate the number of words."),
    _("We calculate reading time from word count, using different reading speeds for different languages."),
    _(
        "We use a readability formula based on length of words and sentences. Long sentences and words result"
        " in a worse readability score."
    ),
    _(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more information on '
        "how content metrics are calculated."
    ),
    _("Button text is empty"), _("Use meaningful text for screen reader users"),
    _("Table header text is empty"), _("Empty frame title found"),
    _("Use a meaningful title for screen reader users"), _("Input button text is empty"),
    _("Use proper heading tags"), _("Image alt text has inappropriate pattern"), _("Meta description is empty"),
    _("Add a concise description for search engines"),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Choose when this page should go live and/or expire"),
    _("Anyone with editing permissions can create schedules"),
    _("But only those with publishing permissions can make them effective."),
    _("Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields."),
    _("log entries"), _("Action"), _("Is commenting action"), _("User"), _("system"), _("page log entries"),
    _("page log entry"), _("Select a new parent for this page."),
    _("You are viewing a previous version of this page from <b>%(created_at)s</b> by %(user)s"),
    _("There are no differences between these two versions"),
    _("This page hasn't been submitted for moderation yet"), _("To be created by %(user)s"),
    _("The new page will be a child of this given parent page."),
    _("Create a new %(model_name)s"),
    _("The page '%(page_title)s' is not currently awaiting moderation in task '%(task_name)s'."),
    _("workflow"), _("status"), _("requested by"), _("Approved"),
    _("No pages/snippets have been submitted for moderation yet"),
    _("task"), _("Rejected"), _("Skipped"), _("Choose a task"), _("Tasks"), _("Task type"), _("Used on"),
    _("Not used"),
    ngettext_lazy(
        "Delete 1 page",
        "Delete %(counter)s pages",
        1,
    ),
    ngettext_lazy(
        "Move 1 page",
        "Move %(counter)s pages",
        1,
    ),
    ngettext_lazy(
        "Publish 1 page",
        "Publish %(counter)s pages",
        1,
    ),
    ngettext_lazy(
        "Unpublish 1 page",
        "Unpublish %(counter)s pages",
        1,
    ),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
        1,
    ),
    ngettext_lazy(
        "You don't have permission to delete this page",
        "You don't have permission to delete these pages",
        1,
    ),
    ngettext_lazy(
        "You don't have permission to move this page",
        "You don't have permission to move these pages",
        1,
    ),
    ngettext_lazy(
        "You don't have permission to publish this page",
        "You don't have permission to publish these pages",
        1,
    ),
    ngettext_lazy(
        "You don't have permission to unpublish this page",
        "You don't have permission to unpublish these pages",
        1,
    ),
    ngettext_lazy(
        "The following page cannot be moved to %(dest_title)s",
        "The following pages cannot be moved to %(dest_title)s",
        1,
    ),
    ngettext_lazy(
        "The following page cannot be moved due to duplicate slug",
        "The following pages cannot be moved due to duplicate slugs",
        1,
    ),
    ngettext_lazy(
        "Referenced %(count)s time",
        "Referenced %(count)s times",
        1,
    ),
)
# fmt: on
