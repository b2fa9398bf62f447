"""Template tags of the pages: pictures, where a button leads, what machines read."""

from django import template

from serambi.editorial.models import InfoPage
from serambi.editorial.models.pages import below
from serambi.editorial.shown_pictures import picture_markup
from serambi.editorial.speaking import said
from serambi.editorial.structured import news_article, question_page

register = template.Library()


@register.simple_tag
def picture(value, shape, eager=False):
    """`{% picture page.picture "wide" %}`: see `shown_pictures.SHAPES`."""
    return picture_markup(value, shape, eager=eager)


@register.simple_tag
def leads_to(button) -> str:
    """The address of a button; empty when its page has been taken off."""
    page = button["page"]
    if page:
        return page.specific.url or "" if page.live else ""
    return button["address"]


@register.simple_tag
def label_of(button):
    return said(button["label"], button["label_en"])


@register.simple_tag
def pages_below(page):
    return below(page, InfoPage)


@register.simple_tag(takes_context=True)
def news_json(context, page):
    return news_article(page, context["request"].build_absolute_uri)


@register.simple_tag
def questions_json(page):
    return question_page(page)
