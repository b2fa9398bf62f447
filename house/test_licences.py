"""What Serambi brings along may be passed on under its licence: the lists keep out what `left-out.txt` names."""

import re
from pathlib import Path

import pytest

LISTS = Path(__file__).resolve().parents[1] / "requirements"
NAME = re.compile(r"^([A-Za-z0-9._-]+)", re.MULTILINE)


def names(list_name: str) -> set[str]:
    return set(NAME.findall((LISTS / list_name).read_text()))


@pytest.mark.parametrize("list_name", ["run.txt", "dev.txt"])
def test_what_is_left_out_is_not_installed(list_name):
    left_out = names("left-out.txt")
    assert "pillow-heif" in left_out
    assert not left_out & names(list_name)


def test_pictures_are_read_and_written_without_it(settings):
    import willow
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import features

    from serambi.editorial.cleaning import cleaned_picture
    from serambi.editorial.tests.written import drawn

    assert "heic" not in settings.WAGTAILIMAGES_EXTENSIONS
    assert features.check("avif")
    picture = willow.Image.open(cleaned_picture(SimpleUploadedFile("a.jpg", drawn(90, 60))))
    assert picture.get_size() == (90, 60)
