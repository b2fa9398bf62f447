"""WhatsApp: the Cloud API where the library has an account there; else a link each that a person presses."""

import json
from urllib.parse import quote

from django.conf import settings
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from serambi.notices.channels.outcome import Message, Outcome, by_hand, refused, sent, unknown
from serambi.notices.channels.whatsapp_templates import TEMPLATES, parameters
from serambi.notices.channels.wire import Answer, NoAnswer, NotLeft, post
from serambi.notices.links import whole
from serambi.notices.models import ContactState
from serambi.notices.policy import may_speak_freely
from serambi.notices.texts import Text
from serambi.notices.topics import Via

NO_SUCH_NUMBER = {131026}
"""Meta's code for a number that cannot be written to."""
LATER = {4, 80007, 130429, 131016, 131048, 131056}
"""Meta's codes for too much at once, or closed for the moment: it was not taken."""
LONGEST = 4096


def is_configured() -> bool:
    known = settings.SERAMBI_WHATSAPP
    return bool(known["TOKEN"] and known["PHONE_ID"])


def send(message: Message) -> Outcome:
    """A template message, or free words while the reader's own message is less than a day old."""
    if not is_configured():
        return by_hand()
    known = settings.SERAMBI_WHATSAPP
    url = f"{known['URL'].rstrip('/')}/{known['VERSION']}/{known['PHONE_ID']}/messages"
    headers = {"Authorization": f"Bearer {known['TOKEN']}", "Content-Type": "application/json"}
    try:
        answer = post(url, json.dumps(body_of(message)).encode(), headers, near=settings.SERAMBI_NEAR_TARGETS)
    except NotLeft as error:
        return refused(str(error), again=True)
    except NoAnswer as error:
        return unknown(str(error))
    return _judged(answer)


def body_of(message: Message) -> dict:
    """What the Graph API is told."""
    phone, text = message.reader.phone, message.text
    told = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": phone.lstrip("+")}
    state = ContactState.objects.filter(channel=Via.WHATSAPP, address=phone).first()
    if may_speak_freely(state.heard_at if state else None, now()):
        return told | {"type": "text", "text": {"preview_url": False, "body": words(text)[:LONGEST]}}
    template = TEMPLATES[text.topic]
    fields = [{"type": "text", "text": each} for each in parameters(text, message.reader.name)]
    return told | {
        "type": "template",
        "template": {
            "name": template.name,
            "language": {"code": text.language},
            "components": [{"type": "body", "parameters": fields}],
        },
    }


def words(text: Text) -> str:
    """The message as plain words, for free messages and for links."""
    with override(text.language):
        more = _("More in your account: %(link)s") % {"link": whole(text.path)} if text.path else ""
    return "\n\n".join(part for part in (f"*{text.subject}*", text.plain, more) if part)


def link(phone: str, text: str) -> str:
    """An address that opens WhatsApp with the words in it; the person only presses send."""
    return f"https://wa.me/{''.join(c for c in phone if c.isdecimal())}?text={quote(text[:1500], safe='')}"


def _judged(answer: Answer) -> Outcome:
    try:
        told = json.loads(answer.body)
        told = told if isinstance(told, dict) else {}
    except (ValueError, RecursionError):
        told = {}
    if 200 <= answer.status < 300:
        rows = told.get("messages")
        first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
        return sent(str(first.get("id", "")))
    error = told.get("error") if isinstance(told.get("error"), dict) else {}
    code = error.get("code")
    said = f"HTTP {answer.status} {code or ''} {error.get('message', '')}"
    if code in NO_SUCH_NUMBER and answer.status < 500:
        return refused(said, bad_contact=True)
    if answer.status == 429 or code in LATER:
        return refused(said, again=True)
    if answer.status >= 500:  # their machine broke in the middle: perhaps after it had been taken
        return unknown(said)
    return refused(said)
