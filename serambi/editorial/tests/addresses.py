"""One page of each kind, published, with a picture and a document."""

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document

from serambi.editorial.shown_pictures import picture_markup
from serambi.editorial.tests.written import a_page, a_picture, places


def examples(world):
    known = places()
    picture = a_picture("Anak-anak membaca")
    news = a_page(known.news, "news", "Jam buka Ramadan", picture=picture)
    a_page(known.info, "info", "Layanan")
    campaign = a_page(known.campaigns, "campaign", "Sejuta cerita")
    picture_markup(picture, "card")
    document = Document.objects.filter(title="Tata tertib").first() or Document.objects.create(
        title="Tata tertib", file=SimpleUploadedFile("tata-tertib.pdf", b"%PDF-1.4 contoh")
    )
    return {
        "editorial:news-item": {"slug": news.slug},
        "editorial:page": {"path": "layanan"},
        "editorial:campaign": {"slug": campaign.slug},
        "media": {"path": picture.renditions.first().file.name},
        "wagtaildocs_serve": {"document_id": document.pk, "document_filename": document.filename},
    }
