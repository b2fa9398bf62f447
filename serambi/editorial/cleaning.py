"""A picture from somebody's computer, written anew: upright, bare of what the camera told, at most 3000 px wide."""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from serambi.kit.pictures import open_picture
from serambi.kit.refusal import Refused

LONGEST_SIDE = 3000
"""An original is kept at most this large: no page shows more, and a telephone's 12 megapixels fill the disk."""


class CleanPicture(SimpleUploadedFile):
    """A file that we have written ourselves."""


def cleaned_picture(upload) -> CleanPicture:
    """The picture upright, without what the camera wrote into it, as JPEG (PNG where it is see-through).

    Raises ValidationError with a sentence for the form.
    """
    upload.seek(0)
    try:
        picture = open_picture(upload.read())
    except Refused as no:
        raise ValidationError([reason.message for reason in no.refusals], code="refused") from no
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out, see_through = BytesIO(), picture.mode == "RGBA"
    if see_through:
        picture.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=88, progressive=True)
    stem = PurePath(upload.name or "gambar").stem[:80] or "gambar"
    ending, kind = ("png", "image/png") if see_through else ("jpg", "image/jpeg")
    return CleanPicture(f"{stem}.{ending}", out.getvalue(), kind)
