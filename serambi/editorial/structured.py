"""Pages for machines that read: schema.org NewsArticle and FAQPage as JSON-LD."""

import json
from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from serambi.branches.queries import library
from serambi.editorial.queries import plain
from serambi.editorial.shown_pictures import SHAPES
from serambi.editorial.speaking import said

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}  # nothing in it can end the script


def news_article(page, absolute: Callable[[str], str]) -> SafeString:
    """One piece of news; `absolute` makes whole addresses."""
    house = library()
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": str(page.said["title"]),
        "description": str(page.said["summary"]),
        "datePublished": page.day.isoformat(),
        "inLanguage": get_language(),
        "url": absolute(page.url or "/"),
        "publisher": {"@type": "Library", "name": house.name},
    }
    if page.last_published_at:
        told["dateModified"] = page.last_published_at.isoformat()
    if page.by:
        told["author"] = {"@type": "Organization" if page.by == house.name else "Person", "name": page.by}
    if page.picture:
        there = page.picture.find_existing_renditions(*SHAPES["wide"].filters(("jpeg",)).values())
        told["image"] = [absolute(rendition.url) for rendition in there.values()]
    return _json(told)


def question_page(page) -> SafeString:
    questions = [block.value for block in page.body if block.block_type == "question"]
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": str(said(value["question"], value["question_en"])),
                    "acceptedAnswer": {
                        "@type": "Answer",
                        "text": plain(said(value["answer"], value["answer_en"]).value),
                    },
                }
                for value in questions
            ],
        }
    )


def _json(told: dict) -> SafeString:
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308  (escaped)
