"""Fills the tree of an example library: pictures, news, pages, questions, a campaign, a banner for the staff."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.timezone import localdate

from serambi.branches.queries import library
from serambi.editorial.example.drawing import scene
from serambi.editorial.example.news import NEWS
from serambi.editorial.example.pages import CAMPAIGN, PAGES, PICTURES, QUESTIONS, STAFF_BANNER
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
from serambi.editorial.queries import forget
from serambi.editorial.tree import plant

BY = "Redaksi (contoh)"


def seed_example_pages(*, by=None) -> int:
    """Publish the example's pages that are missing, in a library that says that it shows example data; how many."""
    house = library()
    if not house.shows_example_data or NewsPage.objects.exists() or InfoPage.objects.exists():
        return 0
    plant(by=by)
    words = {"library": house.name, "short": house.short_name, "city": house.city}
    pictures = {name: _picture(name, house.hue) for name in PICTURES}
    made = [_news(said, words, pictures) for said in NEWS]
    made += [_page(said, words) for said in PAGES]
    made += [_questions(words), _campaign(words, pictures), _banner()]
    forget()
    return len(made)


def _picture(name: str, hue: int) -> Picture:
    title, alt, alt_en = PICTURES[name]
    file = SimpleUploadedFile(f"contoh-{name}.jpg", scene(name, hue), "image/jpeg")
    return Picture.objects.create(title=title, alt=alt, alt_en=alt_en, credit="Serambi", file=file)


def _both(said: dict, words: dict) -> dict:
    names = ("title", "title_en", "summary", "summary_en")
    return {name: said[name].format(**words) for name in names if name in said}


def _publish(parent, page):
    parent.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def _words(pair, words: dict) -> tuple[str, dict]:
    return "words", {"text": pair[0].format(**words), "text_en": pair[1].format(**words)}


def _news(said: dict, words: dict, pictures: dict):
    page = NewsPage(
        **_both(said, words),
        day=localdate() - timedelta(days=said["days"]),
        by=BY,
        picture=pictures[said["picture"]],
        body=[_words(said["text"], words)],
        slug=slugify(said["title"].format(**words))[:60].strip("-"),
    )
    return _publish(NewsIndex, page)


def _page(said: dict, words: dict):
    body = [
        _words(block[1:], words)
        if block[0] == "words"
        else ("live", {"source": block[1], "title": "", "title_en": "", "most": 12})
        for block in said["blocks"]
    ]
    page = InfoPage(**_both(said, words), slug=said["slug"], body=body)
    page.show_in_menus = said["menu"]
    return _publish(InfoIndex, page)


def _questions(words: dict):
    page, body = FaqPage.objects.get(), []
    for topic, topic_en, questions in QUESTIONS:
        body.append(("topic", {"topic": topic, "topic_en": topic_en}))
        names = ("question", "question_en", "answer", "answer_en")
        body += [
            ("question", {name: text.format(**words) for name, text in zip(names, row, strict=True)})
            for row in questions
        ]
    page.body = body
    page.save_revision().publish()
    return page


def _campaign(words: dict, pictures: dict):
    page = CampaignPage(
        **_both(CAMPAIGN, words),
        first_day=localdate() - timedelta(days=5),
        last_day=localdate() + timedelta(days=25),
        picture=pictures[CAMPAIGN["picture"]],
        body=[_words(CAMPAIGN["text"], words)],
    )
    return _publish(CampaignIndex, page)


def _banner():
    page = BannerPage(**STAFF_BANNER, audience=BannerPage.Audience.STAFF, tone=BannerPage.Tone.INFO)
    return _publish(BannerIndex, page)
