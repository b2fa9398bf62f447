"""The blocks an editor builds pages from. Each holds Indonesian and English side by side, or names live data."""

from itertools import count
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from serambi.editorial import sources
from serambi.editorial.speaking import said

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote", "hr"]
SHORT_FEATURES = ["bold", "italic", "link", "ol", "ul"]
SAFE_SCHEMES = {"", "https", "http", "mailto", "tel"}


def source_choices():
    """Asked anew each time a form is shown: lists come and go."""
    return sources.choices()


class Paired(blocks.StructBlock):
    """A block whose fields `x` and `x_en` say the same in two languages; its template reads `said.x`."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["said"] = {
            name: said(value[name], value[f"{name}_en"]) for name in self.child_blocks if f"{name}_en" in value
        }
        return context


class WordsBlock(Paired):
    text = blocks.RichTextBlock(label=_("Text in Indonesian"), features=FEATURES)
    text_en = blocks.RichTextBlock(label=_("Text in English"), features=FEATURES, required=False)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "editorial/blocks/words.html"
        form_classname = "struct-block pair"


class PictureBlock(Paired):
    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    caption_en = blocks.CharBlock(label=_("Caption in English"), required=False, max_length=250)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "editorial/blocks/picture.html"


class ButtonBlock(Paired):
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    label_en = blocks.CharBlock(label=_("Words in English"), max_length=60, required=False)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    address = blocks.CharBlock(
        label=_("or an address"),
        required=False,
        max_length=500,
        help_text=_("/temukan/?q=tenun, or https://… of somebody else, mailto:… or tel:…"),
    )

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if not value["page"] and not value["address"]:
            errors["address"] = ValidationError(_("Please say where the button leads: a page or an address."))
        elif value["address"] and not is_safe(value["address"]):
            errors["address"] = ValidationError(_("An address begins with /, https://, mailto: or tel:."))
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value

    class Meta:
        label = _("Button")
        icon = "link"
        template = "editorial/blocks/button.html"


def is_safe(address: str) -> bool:
    """Does a link lead to a page, a letter or a telephone, and not into a script?"""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SAFE_SCHEMES and (bool(parts.scheme) or address.strip().startswith(("/", "#")))


class DocumentBlock(Paired):
    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(label=_("What it is"), max_length=120)
    label_en = blocks.CharBlock(label=_("What it is, in English"), max_length=120, required=False)

    class Meta:
        label = _("Document to take along")
        icon = "doc-full"
        template = "editorial/blocks/document.html"


_numbers = count(1)


class LiveBlock(Paired):
    source = blocks.ChoiceBlock(label=_("What to show"), choices=source_choices)
    title = blocks.CharBlock(
        label=_("Heading of the part"), required=False, max_length=120, help_text=_("Empty: the source's own heading.")
    )
    title_en = blocks.CharBlock(label=_("Heading in English"), required=False, max_length=120)
    most = blocks.IntegerBlock(label=_("How many at most"), default=12, min_value=1, max_value=24)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["shown"] = sources.show(value["source"], value["most"] or 12)
        context["number"] = next(_numbers)  # two of them on one page have ids of their own
        return context

    class Meta:
        label = _("Live from the library")
        icon = "rotate"
        template = "editorial/blocks/live.html"


class QuestionBlock(Paired):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    question_en = blocks.CharBlock(label=_("Question in English"), max_length=200, required=False)
    answer = blocks.RichTextBlock(label=_("Answer"), features=SHORT_FEATURES)
    answer_en = blocks.RichTextBlock(label=_("Answer in English"), features=SHORT_FEATURES, required=False)

    class Meta:
        label = _("Question and answer")
        icon = "help"
        template = "editorial/blocks/question.html"


class TopicBlock(Paired):
    topic = blocks.CharBlock(label=_("Topic"), max_length=120)
    topic_en = blocks.CharBlock(label=_("Topic in English"), max_length=120, required=False)

    class Meta:
        label = _("Topic")
        icon = "title"
        template = "editorial/blocks/topic.html"


class CallBlock(Paired):
    title = blocks.CharBlock(label=_("Heading of the part"), max_length=120)
    title_en = blocks.CharBlock(label=_("Heading in English"), max_length=120, required=False)
    text = blocks.TextBlock(label=_("Words of the call"), max_length=400, rows=3)
    text_en = blocks.TextBlock(label=_("Words of the call in English"), max_length=400, rows=3, required=False)
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    button = ButtonBlock(label=_("Button"))

    class Meta:
        label = _("Call to action")
        icon = "pick"
        template = "editorial/blocks/call.html"


class HeroBlock(Paired):
    welcome = blocks.CharBlock(
        label=_("Words after the greeting"),
        required=False,
        max_length=60,
        help_text=_("Selamat pagi, … Empty: “silakan singgah.”"),
    )
    welcome_en = blocks.CharBlock(label=_("in English"), required=False, max_length=60)

    class Meta:
        label = _("Greeting with the search field")
        icon = "search"


class HeadingBlock(Paired):
    """A block whose content is the house's own; an editor may only give it another heading."""

    title = blocks.CharBlock(
        label=_("Heading of the part"), required=False, max_length=120, help_text=_("Empty: the usual heading.")
    )
    title_en = blocks.CharBlock(label=_("Heading in English"), required=False, max_length=120)


class NewsBlock(HeadingBlock):
    most = blocks.IntegerBlock(label=_("How many at most"), default=3, min_value=1, max_value=9)

    class Meta:
        label = _("Latest news")
        icon = "doc-full-inverse"
        template = "editorial/blocks/news.html"


BODY = [
    ("words", WordsBlock()),
    ("picture", PictureBlock()),
    ("button", ButtonBlock()),
    ("document", DocumentBlock()),
    ("live", LiveBlock()),
    ("question", QuestionBlock()),
]
QUESTIONS = [("topic", TopicBlock()), ("question", QuestionBlock()), ("words", WordsBlock())]
HOME = [
    ("hero", HeroBlock()),
    ("hours", HeadingBlock(label=_("Open doors today"), icon="time")),
    ("shelves", HeadingBlock(label=_("The shelves that stand on the home page"), icon="list-ul")),
    ("live", LiveBlock()),
    ("news", NewsBlock()),
    ("call", CallBlock()),
    ("words", WordsBlock()),
    ("ways", HeadingBlock(label=_("Other ways in"), icon="site")),
]
