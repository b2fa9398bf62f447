"""The words of the editor's scripts: Wagtail's own Indonesian, and ours where it has none."""

from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from serambi.editorial.foreign_scripts import COUNTED, WORDS


class ScriptWords(JavaScriptCatalog):
    """Wagtail's view with what it lacks filled in."""

    packages = ["wagtail.admin"]

    def get_catalog(self):
        said = super().get_catalog()
        ours = {word: gettext(word) for word in WORDS} | {word: [gettext(word)] for word in COUNTED}
        return said | {word: text for word, text in ours.items() if text not in (word, [word])}


def script_words(request):
    """In the language that the editor's pages have for this person."""
    return get_localized_response(ScriptWords.as_view(), request)
