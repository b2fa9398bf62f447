"""The public addresses of works and headings: a number that stays, and words for people."""

from django.urls import reverse
from django.utils.text import slugify

__all__ = ["heading_url", "slug_of", "work_url"]

LONGEST_SLUG = 60
TAKEN = {"marc", "unduh"}
"""Words of the addresses of records (`/edisi/…`): behind a work's number they lead nowhere, not to another book."""
PAGES = {
    "author": "discovery:author",
    "contributor": "discovery:author",
    "subject": "discovery:subject",
    "series": "discovery:series",
}


def slug_of(text: str) -> str:
    """Words of a title for an address, cut between words; "" when none of its letters are Latin."""
    slug = slugify(text)
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG].rsplit("-", 1)[0]
    return slug


def work_url(pk: int, title: str = "") -> str:
    """The record page of a work."""
    slug = slug_of(title)
    if slug in TAKEN:
        slug = ""
    return reverse("discovery:record", kwargs={"pk": pk, "slug": slug} if slug else {"pk": pk})


def heading_url(relation: str, pk: int, display: str = "") -> str:
    """The page of an author, subject or series."""
    slug = slug_of(display)
    return reverse(PAGES[relation], kwargs={"pk": pk, "slug": slug} if slug else {"pk": pk})
