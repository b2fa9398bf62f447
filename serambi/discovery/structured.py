"""What a work is, in the words of schema.org, for search engines and reading tools."""

from serambi.branches.queries import library
from serambi.catalogue.vocabulary import Format
from serambi.discovery.record_page import Edition, WorkPage
from serambi.ui.words import language_name

__all__ = ["book_data"]

TYPES = {
    Format.FILM: "Movie",
    Format.MUSIC: "MusicAlbum",
    Format.MAP: "Map",
    Format.JOURNAL: "Periodical",
    Format.NEWSPAPER: "Newspaper",
    Format.PICTURE: "VisualArtwork",
}
BOOK_FORMATS = {Format.EBOOK: "EBook", Format.AUDIOBOOK: "AudiobookFormat", Format.DAISY: "AudiobookFormat"}


def book_data(page: WorkPage, address: str) -> dict:
    """JSON-LD of the work with its editions. `address` is the page's whole address."""
    kind = TYPES.get(page.lead.record.format, "Book")
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": address,
        "url": address,
        "name": page.title,
        "author": [{"@type": "Person", "name": name.display} for name in page.authors],
        "description": page.summary[:1000],
        "about": [name.display for name in page.subjects],
        "inLanguage": page.lead.said.languages[0] if page.lead.said.languages else "",
        "isPartOf": [{"@type": "BookSeries", "name": name.display} for name in page.series],
        "workExample": [_edition(edition) for edition in page.editions] if kind == "Book" else [],
        "provider": {"@type": "Library", "name": library().name},
    }
    return {key: value for key, value in data.items() if value}


def _edition(edition: Edition) -> dict:
    said = edition.said
    data = {
        "@type": "Book",
        "name": edition.title,
        "isbn": said.isbns[0] if said.isbns else "",
        "bookEdition": said.edition,
        "bookFormat": f"https://schema.org/{BOOK_FORMATS[edition.record.format]}"
        if edition.record.format in BOOK_FORMATS
        else "",
        "datePublished": str(edition.record.year or ""),
        "publisher": said.publisher,
        "inLanguage": language_name(said.languages[0]) if said.languages else "",
        "accessibilitySummary": " ".join(said.accessibility),
    }
    return {key: value for key, value in data.items() if value}
