"""What comes in from an editor's computer: pictures are written anew, documents must be what they say they are."""

import re
import zipfile
from codecs import BOM_UTF8
from pathlib import PurePath

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Page, ReferenceIndex

from serambi.editorial.cleaning import cleaned_picture
from serambi.editorial.pdf_programs import holds_a_program

MOST_BYTES = 30_000_000
"""A document larger than this is refused."""
ZIPPED = {
    # extension: a file that is in every document of the kind
    "docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml",
    "odt": "content.xml", "ods": "content.xml", "odp": "content.xml", "epub": "META-INF/container.xml",
}  # fmt: skip


PROGRAM = re.compile(r"vbaproject\.bin$|\.exe$|\.js$|^xl/macrosheets/|^basic/|^scripts/|/activex/")
"""Names of files in an office document that are, or hold, programs."""


OTHER_THINGS = (b"<", b"%pdf", b"pk\x03\x04", b"mz")
"""What no plain text begins with: a web page, a PDF, an archive, a program."""


class SafePictureField(WagtailImageField):
    """Cleans an upload before anything else reads it: what follows sees a picture that we have written ourselves."""

    def to_python(self, data):
        if not data:
            return None
        if PurePath(data.name or "").suffix.lower().lstrip(".") not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
        return super().to_python(cleaned_picture(data))


class PictureForm(BaseImageForm):
    """Wagtail's form for a picture; every way to upload one goes through it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            usual = self.fields["file"]
            self.fields["file"] = SafePictureField(label=usual.label, widget=usual.widget, required=usual.required)

    def clean(self):
        data = super().clean()
        _refuse_behind_a_published_page(self)
        if "alt" in self.fields and not data.get("alt") and not data.get("decorative"):
            self.add_error("alt", _("Please say in words what the picture shows, or mark it as decoration."))
        return data


class DocumentForm(BaseDocumentForm):
    """Wagtail's form for a document, with a look at what is in it."""

    def clean(self):
        data = super().clean()
        _refuse_behind_a_published_page(self)
        return data

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            refuse_unless_harmless(file)
        return file


def _refuse_behind_a_published_page(form) -> None:
    """Whoever puts another file behind a published page publishes it, and no second person has seen it."""
    if "file" in form.changed_data and form.instance.pk and is_published(form.instance):
        form.add_error(
            "file",
            _("This file stands on a published page. Upload the new one beside it and choose it on the page."),
        )


def is_published(thing) -> bool:
    """Does a page that visitors see show this picture or document?"""
    kind = ContentType.objects.get_for_model(Page)
    pages = ReferenceIndex.get_references_to(thing).filter(base_content_type=kind).values_list("object_id", flat=True)
    return Page.objects.live().filter(pk__in=list(pages)).exists()


def refuse_unless_harmless(file) -> None:
    """Raise ValidationError unless the content is what the name promises, without macros, and not too large."""
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("This document is larger than %(limit)s.") % {"limit": filesizeformat(MOST_BYTES)}, code="too_large"
        )
    ending = PurePath(file.name).suffix.lower().lstrip(".")
    file.seek(0)
    head = file.read(2048)
    file.seek(0)
    wrong = ValidationError(
        _("The content of this document is not what its name says. Save it anew as PDF and use that."), code="disguised"
    )
    if ending == "pdf":
        if not head.startswith(b"%PDF-"):
            raise wrong
        if holds_a_program(file.read()):
            raise ValidationError(
                _("This PDF holds a program (JavaScript). Print it into a new PDF and use that."), code="macro"
            )
        file.seek(0)
    elif ending in ZIPPED:
        try:
            names = set(zipfile.ZipFile(file).namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise wrong from error
        finally:
            file.seek(0)
        if ZIPPED[ending] not in names:
            raise wrong
        if ending != "epub" and any(PROGRAM.search(name.lower()) for name in names):
            raise ValidationError(
                _("This document holds a program (macro). Save it as PDF and use that."), code="macro"
            )
    elif b"\x00" in head or head.removeprefix(BOM_UTF8).lstrip().lower().startswith(OTHER_THINGS):
        raise wrong
