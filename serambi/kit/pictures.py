"""Uploaded pictures made safe: looked at by content, measured before they are opened, written anew without what they
carried (EXIF with its place and camera, comments, thumbnails, trailing data), turned upright first.

`open_picture(data)` refuses (`kit.refusal.Refused`, in words for the form) or returns an upright sRGB picture;
`renditions(picture, widths=…)` gives it as AVIF or WebP in those widths; each has a `name` made of its content, so that
it can be served for ever. Pure: no database, no files. SVG is refused: it is a program.
"""

import io
import struct
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile, ImageOps, features

from serambi.kit.refusal import Refusal, Refused

TYPES = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
"""Read, by content; the name and what the browser said do not count."""
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff,image/bmp"
"""For the file field."""
WRITTEN = {"webp": ("WEBP", "image/webp"), "avif": ("AVIF", "image/avif"), "jpeg": ("JPEG", "image/jpeg")}
CONTENT_TYPES = {suffix: content_type for suffix, (_format, content_type) in WRITTEN.items()}
LONGEST_RATIO = 20
"""A picture this many times longer than wide is a mistake or meant to harm."""

EMPTY = Refusal("picture_empty", _("Choose a picture first."))
UNREADABLE = Refusal(
    "picture_unreadable", _("This picture is damaged and cannot be opened. Save it again as JPEG or PNG and retry.")
)
NOT_A_PICTURE = Refusal("not_a_picture", _("This is not a picture. Serambi takes JPEG, PNG, WebP, AVIF, GIF and TIFF."))
A_DRAWING = Refusal(
    "a_drawing", _("SVG drawings can hold programs and are not taken. Save the drawing as PNG and use that.")
)
TOO_SLIM = Refusal("picture_too_slim", _("This picture is far longer than it is wide. Cut it and try again."))


@dataclass(frozen=True)
class Limits:
    """What is taken: bytes as uploaded, pixels altogether, and the shorter side at least so many pixels."""

    size: int = 15_000_000
    pixels: int = 60_000_000
    smallest: int = 1


@dataclass(frozen=True)
class Rendition:
    """A picture ready to be served."""

    data: bytes
    width: int
    height: int
    suffix: str

    @property
    def digest(self) -> str:
        return blake2b(self.data, digest_size=12).hexdigest()

    @property
    def name(self) -> str:
        """Names its content: another picture never has it."""
        return f"{self.digest}-{self.width}.{self.suffix}"


def open_picture(data: bytes, limits: Limits = Limits()) -> Image.Image:
    """An upright RGB or RGBA picture without any metadata. Refuses what is no picture, damaged, or beyond `limits`."""
    if not data:
        raise Refused(EMPTY)
    if len(data) > limits.size:
        raise Refused(_too_heavy(limits.size))
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"svg" in head:
        raise Refused(A_DRAWING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is stricter, and speaks
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, lets half a picture pass
            picture = Image.open(io.BytesIO(data), formats=TYPES)
            _check_measures(*picture.size, limits)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return _plain(upright)
    except Refused:
        raise
    except Image.UnidentifiedImageError:
        raise Refused(NOT_A_PICTURE) from None
    except Image.DecompressionBombError:
        raise Refused(_too_many_pixels(limits.pixels)) from None
    except (OSError, SyntaxError, ValueError, TypeError, EOFError, KeyError, IndexError, struct.error, OverflowError):
        raise Refused(UNREADABLE) from None
    except (MemoryError, RuntimeError, ZeroDivisionError, AttributeError):  # what damaged files make of the readers
        raise Refused(UNREADABLE) from None


def _check_measures(width: int, height: int, limits: Limits) -> None:
    """Before a single pixel is unpacked."""
    if width < 1 or height < 1:
        raise Refused(UNREADABLE)
    if width * height > limits.pixels:
        raise Refused(_too_many_pixels(limits.pixels))
    if max(width, height) > LONGEST_RATIO * min(width, height):
        raise Refused(TOO_SLIM)
    if min(width, height) < limits.smallest:
        raise Refused(_too_small(limits.smallest))


def _plain(picture: Image.Image) -> Image.Image:
    """Pixels only, in sRGB: a new picture that has never seen the old one's metadata."""
    see_through = picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if see_through else "RGB"
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile: the bare colours will do
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        picture = ImageOps.autocontrast(picture.convert("F").point(lambda value: value / 256).convert("L"))
    converted = picture.convert(mode)
    plain = Image.new(mode, converted.size)
    plain.paste(converted)
    return plain


def renditions(
    picture: Image.Image, *, widths: Iterable[int], suffixes: Iterable[str] = ("webp",), quality: int = 78
) -> list[Rendition]:
    """The picture in each width (never enlarged: widths beyond its own become its own, once) and each format.

    AVIF is left out where this machine cannot write it. Narrowest first.
    """
    found = []
    for width in sorted({min(width, picture.width) for width in widths}):
        height = max(1, round(picture.height * width / picture.width))
        sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        for suffix in suffixes:
            if suffix == "avif" and not features.check("avif"):
                continue
            found.append(Rendition(_written(sized, suffix, quality), width, height, suffix))
    return found


def _written(picture: Image.Image, suffix: str, quality: int) -> bytes:
    out = io.BytesIO()
    if suffix == "jpeg" and picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    options = {"webp": {"method": 4}, "avif": {"speed": 7}, "jpeg": {"optimize": True, "progressive": True}}
    picture.save(out, WRITTEN[suffix][0], quality=quality, **options[suffix])
    return out.getvalue()


def _too_heavy(limit: int) -> Refusal:
    text = _("The picture is larger than {limit}. Make it smaller and try again.")
    return Refusal("picture_too_heavy", format_lazy(text, limit=filesizeformat(limit)))


def _too_many_pixels(limit: int) -> Refusal:
    text = _("The picture has more than {limit} million pixels. Make it smaller and try again.")
    return Refusal("picture_too_many_pixels", format_lazy(text, limit=limit // 1_000_000))


def _too_small(limit: int) -> Refusal:
    text = _("The picture is too small: its shorter side needs at least {limit} pixels.")
    return Refusal("picture_too_small", format_lazy(text, limit=limit))
