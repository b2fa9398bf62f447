"""Pages for tests: the tree, one page of a kind, a drawn picture."""

from io import BytesIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection

from serambi.editorial.models import (
    BannerIndex,
    BannerPage,
    CampaignIndex,
    CampaignPage,
    FaqPage,
    InfoIndex,
    InfoPage,
    NewsIndex,
    NewsPage,
    Picture,
)
from serambi.editorial.tree import plant

KINDS = {"news": NewsPage, "info": InfoPage, "campaign": CampaignPage, "banner": BannerPage}
WORDS = ("words", {"text": "<p>Kami buka lebih pagi.</p>", "text_en": "<p>We open earlier.</p>"})


def places() -> SimpleNamespace:
    """The home page and the places below it."""
    root_collection()
    home = plant()
    one = {
        "news": NewsIndex, "info": InfoIndex, "questions": FaqPage, "campaigns": CampaignIndex, "banners": BannerIndex,
    }  # fmt: skip
    return SimpleNamespace(home=home, **{name: model.objects.first() for name, model in one.items()})


def root_collection() -> None:
    """Wagtail's migration makes it, and the tests that need committed data sweep it away."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def a_page(parent, kind: str, title: str, **fields):
    """A published page, or the one of that title that is there already."""
    model = KINDS[kind]
    there = model.objects.filter(title=title).first()
    if there:
        return there
    if kind != "banner":
        fields.setdefault("body", [WORDS])
    page = model(title=title, **fields)
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def drawn(width: int = 900, height: int = 600, kind: str = "JPEG", **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (20, 90, 100)).save(out, kind, **options)
    return out.getvalue()


def a_picture(alt: str) -> Picture:
    there = Picture.objects.filter(alt=alt).first()
    if there:
        return there
    root_collection()
    file = SimpleUploadedFile("gambar.jpg", drawn(), "image/jpeg")
    return Picture.objects.create(title="Gambar", alt=alt, alt_en="Children reading", file=file)
