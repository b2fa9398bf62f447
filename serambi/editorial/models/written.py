"""What every page of the tree has: both languages, our addresses, the rule of the second person."""

import re
from html import unescape

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from serambi.editorial.models.approval import FourEyes
from serambi.editorial.speaking import Said, in_english, said
from serambi.kit.folding import fold

RESERVED = {"umpan", "tahun", "cari"}
"""Words of our own addresses below a page."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
ROOTS_KEY, ROOTS_SECONDS = "editorial.roots", 20


def pair(name: str, first=FieldPanel) -> FieldRowPanel:
    """Indonesian and English beside each other."""
    return FieldRowPanel([first(name), FieldPanel(f"{name}_en")], classname="pair")


def titled(first=FieldPanel) -> list:
    """Title and summary in both languages."""
    return [MultiFieldPanel([pair("title", first), pair("summary")], heading=_("Title and summary"))]


class Written(Page):
    """A page with Indonesian in `title`, `summary` and English in `title_en`, `summary_en`."""

    title_en = models.CharField(
        _("title in English"),
        max_length=255,
        blank=True,
        help_text=_("Without English words visitors see the Indonesian ones, and a polite note."),
    )
    summary = models.TextField(
        _("summary"), max_length=300, blank=True, help_text=_("One or two sentences; lists and search engines show it.")
    )
    summary_en = models.TextField(_("summary in English"), max_length=300, blank=True)

    pairs = ("title", "summary")
    """Fields with a partner in English."""
    spoken = ()
    """Stream fields whose blocks hold both languages."""
    saved_by_itself_over = None
    """Number of the version that was the newest when the editor began to save this page by itself."""
    is_place = False
    """Stands at an address of the program, once: nobody deletes it, takes it off, moves or renames its address."""
    preview_modes = [("id", _("In Indonesian")), ("en", _("In English"))]

    content_panels = titled(TitleFieldPanel)  # the title makes the address while it is typed
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus")],
            heading=_("Address and menu"),
        )
    ]
    show_in_menus_default = False

    class Meta:
        abstract = True

    @property
    def said(self) -> dict[str, Said]:
        """The paired fields in the language of the page being shown."""
        return {name: said(getattr(self, name), getattr(self, f"{name}_en")) for name in self.pairs}

    @property
    def partly_indonesian(self) -> bool:
        """Is an English reader shown Indonesian somewhere on this page?"""
        return in_english() and not self.fully_translated

    @property
    def fully_translated(self) -> bool:
        if any(getattr(self, name) and not getattr(self, f"{name}_en") for name in self.pairs):
            return False
        return not any(_lacks_english(block) for name in self.spoken for block in getattr(self, name))

    def get_url_parts(self, request=None):
        """Indonesian addresses at the root, English below /en/: the prefix is that of the page being shown."""
        known = super().get_url_parts(request)
        if known is None:
            return None
        return known[0], "", address(self.path_below_home)

    def _get_site_root_paths(self, request=None):
        """From this process's memory for some seconds: Wagtail asks the database once for each page of a list."""
        found = caches["local"].get(ROOTS_KEY)
        if not found:
            found = Site.get_site_root_paths()
            caches["local"].set(ROOTS_KEY, found, ROOTS_SECONDS)
        if request is not None:
            request._wagtail_cached_site_root_paths = found  # where Wagtail itself looks for them afterwards
        return found

    def _get_dummy_header_url(self, original_request=None):
        """A preview is asked for at the page's own address, on the host where the editor works."""
        path = self.url or "/"
        return original_request.build_absolute_uri(path) if original_request else f"http://localhost{path}"

    def serve_preview(self, request, mode_name):
        """May stand in a frame of the editor, beside the form, and nowhere else."""
        with override(mode_name):
            response = self.drafted(request, mode_name)
            if hasattr(response, "render"):
                response.render()  # in the language that was asked for
        response._csp_replace = {"frame-ancestors": ["'self'"]}
        return response

    def drafted(self, request, mode_name):
        """The answer with this version, published or not."""
        return super().serve_preview(request, mode_name)

    @property
    def path_below_home(self) -> str:
        """`kabar/judul/`: the address without language."""
        return "/".join(self.url_path.strip("/").split("/")[1:])

    def permissions_for_user(self, user):
        return FourEyes(user, self)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """A version by hand, or the one the editor saves by itself while somebody types.

        The editor sends the latter every half second and does not wait for its answer before it submits: it may come
        to its end after the words that were submitted, and must not take their place. Wagtail compares with what it
        knew when the request began; here the table is asked. Raises PermissionDenied, which Wagtail tells the editor.
        """
        since = overwrite_revision.pk if overwrite_revision else self.saved_by_itself_over
        if since is not None and self.revisions.filter(pk__gt=since).exists():
            raise PermissionDenied(_("A newer version has been saved meanwhile."))
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def clean(self):
        super().clean()
        if self.slug in RESERVED:
            self.slug = f"{self.slug}-1"

    def full_clean(self, *args, **kwargs):
        if not self.slug and self.title:
            self.slug = slugify(self.title)[:80].strip("-")
        for name in self.pairs:
            for field in (name, f"{name}_en"):
                setattr(self, field, printable(getattr(self, field)))
        super().full_clean(*args, **kwargs)


class Searched(models.Model):
    """A page that is found by its words: `searched` holds them folded, in both languages."""

    searched = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        said_here = [getattr(self, name) for pair in self.pairs for name in (pair, f"{pair}_en")]
        said_here += [str(block.value) if isinstance(block.value, str) else _words(block.value) for block in self.body]
        self.searched = fold(" ".join(unescape(strip_tags(text)) for text in said_here if text))
        return super().save(*args, **kwargs)


def printable(text: str | None) -> str:
    """Without characters that office programs bring along, that show nothing and that XML (our feed) forbids."""
    return _UNPRINTABLE.sub(" ", text or "")


def _words(value) -> str:
    """What a block says, without its markup and choices."""
    return " ".join(str(part) for part in getattr(value, "values", list)() if isinstance(part, str | RichText))


def address(path: str) -> str:
    """A path of the tree in the language being shown."""
    prefix = "/en/" if in_english() and settings.LANGUAGE_CODE != "en" else "/"
    return f"{prefix}{path}/" if path else prefix


def _lacks_english(block) -> bool:
    value = block.value
    names = getattr(value, "keys", tuple)()
    return any(
        not str(value[f"{name}_en"] or "").strip() for name in names if f"{name}_en" in names and str(value[name] or "")
    )
