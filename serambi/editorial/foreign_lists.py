"""More words of Wagtail for `foreign_words.py`: lists, choosers, pictures, documents, reports, shortcuts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# fmt: off
WORDS = (
    _("Search…"),
    _(
        "JavaScript is required to use Wagtail, but it is currently disabled.<br /> Here are the <a "
        'href="https://www.enable-javascript.com/" target="_blank" rel="noreferrer">instructions how to '
        "enable JavaScript in your web browser</a>."
    ),
    _("1 page selected"), _("%(objects)s pages selected"), _("All %(objects)s pages on this screen selected"),
    _("All pages in listing selected"), _("1 document selected"), _("%(objects)s documents selected"),
    _("All %(objects)s documents on this screen selected"), _("All documents in listing selected"),
    _("1 image selected"), _("%(objects)s images selected"),
    _("All %(objects)s images on this screen selected"), _("All images in listing selected"),
    _("1 item selected"), _("%(objects)s items selected"), _("All %(objects)s items on this screen selected"),
    _("All items in listing selected"), _("Application"), _("Actions"), _("Text editing"), _("Text formatting"),
    _("account"), _("All keyboard shortcuts"), _("Section"), _("Keyboard shortcut"),
    _("Show keyboard shortcuts"), _("Toggle minimap"), _("Close modal dialogs (like this one)"),
    _("Add or show comments"), _("Cut"), _("Paste"), _("Paste without formatting"), _("Insert or edit a link"),
    _("Bold"), _("Italic"), _("Monospace (code)"), _("Strike-through"), _("Superscript"), _("Subscript"),
    _("Keyboard shortcuts are currently enabled; manage your %(account_link)s to disable them."),
    _("slug"), _("URL"), _("Status"), _("Add an anchor link"), _("Insert anchor"),
    _("Sort by '%(label)s' in ascending order."), _("Sort by '%(label)s' in descending order."), _("0 minutes"),
    _("Pagination"), _("Created"), _("documents"), _("There are no %(model_name)s to display."),
    _("Usage count"), _("Minimum"), _("Maximum"), _("Select all documents in listing"), _("Add to collection"),
    _("Add tags to the selected documents"), _("Add selected documents to collection"),
    _("Delete selected documents"),
    _('Multi-word tags with spaces will automatically be enclosed in double quotes (").'),
    _("Actions (footer)"), _("You have <span>unsaved edits</span>"),
    _(
        'Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" '
        'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    _(
        "Upload successful. Please update this document with a more appropriate title, if necessary. You may "
        "also delete the document completely if the upload wasn't required."
    ),
    _("Title: (A -> Z)"), _("Title: (Z -> A)"), _("File size: (low to high)"), _("File size: (high to low)"),
    _("Usage count: (low to high)"), _("Usage count: (high to low)"), _("Select"),
    _("Select all images in listing"), _("Add tags to the selected images"),
    _("Add selected images to collection"), _("Delete selected images"),
    _("To define this image's most important region, drag a box over the image above."),
    _("Layout"),
    _("Please provide an image description to comply with best practices for accessibility."),
    _(
        "Upload successful. However, your new image seems to be a duplicate of this existing image. You may "
        "delete it if it wasn't required."
    ),
    _("Report this error to your website administrator with the following information:"),
    _("item"),
    _("Sort the order of child pages within '%(parent)s' by '%(label)s' in ascending order."),
    _("Sort the order of child pages within '%(parent)s' by '%(label)s' in descending order."),
    _("Owner"), _("default"), _("Any"), _("Move selected pages"), _("Delete selected pages"),
    _("Publish selected pages"), _("Unpublish selected pages"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("There is no site record for this location. Pages created here will not be accessible at any URL."),
    _(
        "Focus on the drag button and press up or down arrows to move the item, then press enter to submit "
        "the change."
    ),
    _("Item %(index)s of %(total)s"), _("'%(page_title)s' has been moved successfully."), _("Page types usage"),
    _("exact"), _("Download XLSX"), _("Import redirects"), _("redirects"), _("File to import"),
    _("Aging pages"), _("Last published before"), _("Locked pages"), _("No locked pages found."), _("Locale"),
    _("App"), _("Last edited page"), _("Date / Time"), _("Permanent"), _("Temporary"), _("History"), _("Tag"),
    ngettext_lazy(
        '%(total)s Page <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Pages <span class="w-sr-only">created in %(site_name)s</span>',
        1,
    ),
    ngettext_lazy(
        '%(total)s Image <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Images <span class="w-sr-only">created in %(site_name)s</span>',
        1,
    ),
    ngettext_lazy(
        '%(total)s Document <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Documents <span class="w-sr-only">created in %(site_name)s</span>',
        1,
    ),
    ngettext_lazy(
        "There is %(counter)s match",
        "There are %(counter)s matches",
        1,
    ),
    ngettext_lazy(
        "Are you sure you want to delete this image?",
        "Are you sure you want to delete these images?",
        1,
    ),
    ngettext_lazy(
        "There is one matching page",
        "There are %(counter)s matching pages",
        1,
    ),
)
# fmt: on
