"""One connection, message by message: bytes in, bytes out. Knows nothing of sockets."""

import logging

from django.utils import translation

from serambi.modules.switches import enabled
from serambi.sip2 import log
from serambi.sip2.models import Kind, Terminal
from serambi.sip2.registry import BEFORE_LOGIN, COUNTED, HANDLERS
from serambi.sip2.saying import LANGUAGES
from serambi.sip2.talk import Talk
from serambi.sip2.wire import DEFAULT_ENCODING, Garbled, Message, WrongChecksum, parse, write

STRIKES = 10
"""Messages in a row that nobody understands; then the connection is closed."""
RESEND = write("96", checked=True)
logger = logging.getLogger(__name__)


class Conversation:
    """`answer` one message after the other, until `ending`."""

    def __init__(self, address: str = ""):
        self.talk = Talk(address)

    @property
    def ending(self) -> bool:
        """The connection is to be closed."""
        return self.talk.ending

    def answer(self, data: bytes) -> bytes:
        """The answer to these bytes, or b"" when there is none to give. Raises nothing that bytes could cause."""
        talk = self.talk
        try:
            message = parse(data, talk.terminal.encoding if talk.terminal else DEFAULT_ENCODING)
        except WrongChecksum:
            return self._once_more()
        except Garbled:
            self._count_garbled()
            return self._once_more()
        if not self._still_welcome():
            talk.ending = True
            return b""
        if message.code == "97":
            return talk.last_answer or RESEND
        if talk.terminal is None and message.code not in BEFORE_LOGIN:
            talk.ending = True
            return b""
        if talk.terminal and talk.terminal.checksum_required and not message.checked and message.code != "93":
            return self._once_more()
        if message.sequence and data == talk.last_asked and talk.last_answer:
            return talk.last_answer  # the answer was lost on its way: nothing is done twice
        answer = self._handled(message)
        talk.last_asked, talk.last_answer, talk.strikes = data, answer, 0
        return answer

    def _handled(self, message: Message) -> bytes:
        talk = self.talk
        # "001" is English; every other number is the library's own language until a member is known
        language = "en" if message.fixed.get("language") == LANGUAGES["en"] else "id"
        with translation.override(language):
            answer = HANDLERS[message.code](talk, message)
        if talk.terminal:
            if kind := COUNTED.get(message.code):
                log.count(talk.terminal, kind)
            log.seen(talk)
        return answer

    def _still_welcome(self) -> bool:
        """Is the room open, and has nobody taken the terminal out of use or changed it since it signed in?"""
        talk = self.talk
        if not enabled("sip2"):
            return False
        if talk.terminal is None:
            return True
        fresh = Terminal.objects.select_related("branch").filter(pk=talk.terminal.pk, is_active=True).first()
        if fresh is None or fresh.password != talk.terminal.password:
            return False
        talk.terminal = fresh
        return True

    def _count_garbled(self) -> None:
        if self.talk.terminal:
            log.count(self.talk.terminal, Kind.GARBLED)

    def _once_more(self) -> bytes:
        """96, until it is too much."""
        self.strike()
        return b"" if self.talk.ending else RESEND

    def strike(self) -> None:
        """One more message in a row that came to nothing."""
        self.talk.strikes += 1
        self.talk.ending = self.talk.ending or self.talk.strikes >= STRIKES
