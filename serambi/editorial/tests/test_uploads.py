"""What comes from an editor's computer is hostile until it has been looked at."""

import io
import os
import time
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from serambi.editorial.models import Picture
from serambi.editorial.shown_pictures import make_every_size, picture_markup
from serambi.editorial.tasks import forget_abandoned_uploads
from serambi.editorial.tests.written import a_picture, drawn, places
from serambi.editorial.uploads import cleaned_picture, refuse_unless_harmless

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def with_place() -> bytes:
    """A photograph that says where and how it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (0.0, 53.0, 42.0)
    exif[0x010F] = "Kamera Bu Wati"
    return drawn(800, 600, exif=exif)


def test_a_photograph_loses_its_place_and_stands_upright():
    clean = Image.open(cleaned_picture(SimpleUploadedFile("IMG_1.JPG", with_place())))
    assert clean.size == (600, 800)
    assert not clean.getexif()
    assert b"Kamera" not in cleaned_picture(SimpleUploadedFile("a.jpg", with_place())).read()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gambar.svg", SVG),
        ("gambar.png", SVG),
        ("gambar.jpg", b"GIF89a<script>alert(1)</script>"),
        ("gambar.gif", b"<html><script>alert(1)</script>"),
        ("gambar.jpg", drawn()[:400]),
        ("gambar.jpg", b""),
        ("gambar.exe", drawn()),
        ("gambar.webp", b"MZ\x90\x00" + b"\x00" * 300),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(name, data, people, sign_in, client):
    places()
    sign_in(client, people.rina)
    file = SimpleUploadedFile(name, data, "image/jpeg")
    answer = client.post(reverse("wagtailimages:add"), {"title": "x", "alt": "y", "file": file})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Picture.objects.exists()


def test_a_picture_with_a_page_behind_it_is_kept_without_the_page():
    """A polyglot: a true JPEG with a script after its end."""
    clean = cleaned_picture(SimpleUploadedFile("a.jpg", drawn() + b"<script>alert(1)</script>"))
    assert b"<script>" not in clean.read()


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(ValidationError):
        cleaned_picture(SimpleUploadedFile("a.png", out.getvalue()))


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"<html><script>"),
        ("a.docx", b"MZ"),
        ("a.docx", zipped("x.txt")),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin")),
        ("a.odt", zipped("content.xml", "setup.exe")),
        ("a.xlsx", zipped("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
        ("a.ods", zipped("content.xml", "Basic/Standard/Module1.xml")),
        ("a.csv", b"<script>alert(1)</script>"),
        ("a.csv", b"\xef\xbb\xbf<script>alert(1)</script>"),
        ("a.txt", b"MZ\x90\x00"),
    ],
)
def test_a_document_that_is_not_what_it_says_is_refused(name, data):
    with pytest.raises(ValidationError):
        refuse_unless_harmless(SimpleUploadedFile(name, data))


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF-1.7"), ("a.docx", zipped("word/document.xml")), ("a.csv", b"judul,jumlah\n"), ("a.txt", b"Halo")],
)
def test_an_honest_document_is_taken(name, data):
    refuse_unless_harmless(SimpleUploadedFile(name, data))


def test_a_picture_is_served_for_ever_and_runs_nothing(db, client):
    picture = a_picture("Anak-anak membaca")
    assert make_every_size(picture) == 12
    markup = picture_markup(picture, "wide")
    for part in (
        'type="image/avif"',
        'type="image/webp"',
        "640w",
        'loading="lazy"',
        'width="',
        'alt="Anak-anak membaca"',
    ):
        assert part in markup, part
    answer = client.get(picture.renditions.first().url)
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "editorial/originals/gambar.jpg",
        "../secret.key",
        "editorial/pictures/../originals/gambar.jpg",
        "serambi.sqlite3",
    ],
)
def test_originals_and_other_files_are_not_served(path, db, client):
    a_picture("Anak-anak membaca")
    assert client.get(f"/media/{path}").status_code == 404


def test_pictures_sent_many_at_once_lose_their_place_too(people, sign_in, client):
    """Wagtail keeps such a file as it came until it has been described, and makes the picture from that."""
    places()
    sign_in(client, people.rina)
    asked = {"X-Requested-With": "XMLHttpRequest"}
    file = SimpleUploadedFile("IMG_2.jpg", with_place() + b"<script>", "image/jpeg")
    sent = client.post(reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": file}, headers=asked).json()
    number = sent["uploaded_file_id"]
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    name = f"uploaded-image-{number}"
    assert client.post(url, {f"{name}-title": "x", f"{name}-alt": ""}, headers=asked).json()["success"] is False
    client.post(url, {f"{name}-title": "x", f"{name}-alt": "Anak membaca"}, headers=asked)
    picture = Picture.objects.get()
    kept = picture.file.open().read()
    for told in (b"Kamera", b"<script>"):
        assert told not in kept
        assert told not in picture.get_rendition("width-200|format-jpeg").file.open().read()
    assert (picture.width, picture.height) == (600, 800)
    assert picture.file_size == len(kept)


def pdf(*objects: bytes, packed: bytes = b"") -> bytes:
    body = b"%PDF-1.5\n" + b"\n".join(objects)
    if packed:
        body += b"\n5 0 obj <</Type /ObjStm /N 1 /Filter /FlateDecode>>\nstream\r\n" + zlib.compress(packed)
        body += b"\nendstream endobj"
    return body + b"\n%%EOF"


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"<</OpenAction <</S /JavaScript /JS (app.alert(1))>>>>"),
        pdf(b"<</S /J#61vaScript /J#53 (x)>>"),
        pdf(b"<</S /Launch /F (cmd.exe)>>"),
        pdf(packed=b"1 0 <</S/JavaScript/JS(app.alert(1))>>"),
    ],
)
def test_a_pdf_with_a_program_is_refused(data):
    with pytest.raises(ValidationError):
        refuse_unless_harmless(SimpleUploadedFile("a.pdf", data))


def test_a_pdf_without_a_program_is_taken():
    words = pdf(b"<</Title (Tentang JavaScript)>>", packed=b"1 0 <</Type /Font /Launcher 1>>")
    refuse_unless_harmless(SimpleUploadedFile("a.pdf", words))


def test_what_was_sent_and_never_described_goes_after_a_day(people):
    kept, old, gone = (
        UploadedFile.objects.create(file=SimpleUploadedFile(f"{name}.jpg", with_place())) for name in ("a", "b", "c")
    )
    for upload in (old, gone):
        os.utime(upload.file.path, (time.time() - 2 * 24 * 3600,) * 2)
    os.unlink(gone.file.path)
    assert forget_abandoned_uploads.call() == 2
    assert list(UploadedFile.objects.all()) == [kept]
    assert os.path.exists(kept.file.path)
    assert not os.path.exists(old.file.path)


def test_a_full_disk_shows_the_sizes_that_are_there(people, monkeypatch):
    picture = a_picture("Anak membaca")
    assert "webp" in picture_markup(picture, "card")
    picture.renditions.filter(filter_spec__contains="webp").delete()

    def full(self, *_filters):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Picture, "create_renditions", full)
    there = picture_markup(Picture.objects.get(pk=picture.pk), "card")
    assert "<img" in there
    assert "webp" not in there
