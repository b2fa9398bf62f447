"""Uploaded pictures: hostile, heavy, turned, and what comes out of them."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from serambi.kit.pictures import Limits, open_picture, renditions
from serambi.kit.refusal import Refused

DEFAULT = Limits()

PLACE = b"Palu -0.89"


def written(picture: Image.Image, form: str = "JPEG", **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def two_colours(width=60, height=40) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def refused(data: bytes, limits: Limits = DEFAULT) -> str:
    with pytest.raises(Refused) as no:
        open_picture(data, limits)
    return no.value.refusals[0].code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP"])
def test_pictures_come_in_whatever_they_are_called(form):
    assert open_picture(written(two_colours(), form)).size == (60, 40)


def test_a_turned_photograph_stands_upright_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825)[1] = "S"
    data = written(two_colours(), "JPEG", exif=exif, comment=PLACE)
    assert PLACE in data
    picture = open_picture(data)
    assert picture.size == (40, 60)
    top, bottom = picture.getpixel((20, 5)), picture.getpixel((20, 55))
    assert top[0] > 200 > bottom[0]
    for each in renditions(picture, widths=[40], suffixes=["webp", "avif", "jpeg"]):
        assert PLACE not in each.data
        read = Image.open(io.BytesIO(each.data))
        assert not read.getexif()
        assert read.size == (40, 60)


def test_widths_never_grow_and_come_once():
    made = renditions(open_picture(written(two_colours(100, 150))), widths=[50, 200, 400], suffixes=["webp"])
    assert [(each.width, each.height) for each in made] == [(50, 75), (100, 150)]
    assert made[0].name == f"{made[0].digest}-50.webp"
    assert made == renditions(open_picture(written(two_colours(100, 150))), widths=[50, 200], suffixes=["webp"])


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "PA", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_kind_of_colour_is_written(mode):
    form = "TIFF" if mode in {"CMYK", "I;16", "YCbCr", "PA"} else "PNG"
    picture = Image.new(mode, (8, 8)) if mode == "I;16" else two_colours(8, 8).convert(mode if mode != "PA" else "P")
    assert renditions(open_picture(written(picture, form)), widths=[8], suffixes=["webp", "jpeg"])


def test_what_shines_through_stays_so():
    made = renditions(open_picture(written(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG")), widths=[9])
    assert Image.open(io.BytesIO(made[0].data)).mode == "RGBA"


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def test_bombs_are_refused_before_they_are_unpacked():
    assert refused(png_of(60_000, 60_000)) == "picture_too_many_pixels"
    assert refused(png_of(2_000_000_000, 2_000_000_000)) in {"picture_too_many_pixels", "picture_unreadable"}
    assert refused(png_of(50_000, 10)) == "picture_too_slim"
    assert refused(b"x" * 50, Limits(size=20)) == "picture_too_heavy"
    assert refused(written(two_colours(20, 30)), Limits(smallest=100)) == "picture_too_small"


def test_what_is_no_picture_is_named():
    assert refused(b"") == "picture_empty"
    assert refused(b"%PDF-1.7 hello") == "not_a_picture"
    assert refused(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>') == "a_drawing"
    assert refused(written(two_colours(900, 900))[:4000]) == "picture_unreadable"
    # formats that Pillow reads through other programs, or that hold programs, are not even looked at
    assert refused(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n") == "not_a_picture"


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12),
    st.integers(0, 3_000),
)
def test_damaged_pictures_are_pictures_or_refused(form, knocks, cut):
    data = bytearray(written(two_colours(30, 30), form))
    for place, value in knocks:
        data[place % len(data)] = value
    with suppress(Refused):  # anything else would be a 500 for the person
        assert open_picture(bytes(data[: len(data) - cut % len(data)]), Limits(pixels=1_000_000))
