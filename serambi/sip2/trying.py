"""A message tried out by the IT: what would this terminal be answered? Everything is rolled back."""

from dataclasses import dataclass

from django.db import transaction

from serambi.sip2.conversation import Conversation
from serambi.sip2.models import Terminal
from serambi.sip2.wire import Garbled, Message, parse


@dataclass(frozen=True)
class Tried:
    """What was understood, or why not, and the answer as text."""

    question: Message | None
    garbled: str
    answer: str


def try_message(terminal: Terminal, text: str) -> Tried:
    """As if the terminal had sent it, without a checksum; a real answer, and no trace of it."""
    data = text.strip("\r\n").encode(terminal.encoding, "replace")
    try:
        question = parse(data, terminal.encoding)
    except Garbled as error:
        return Tried(None, error.reason, "")
    terminal.checksum_required = False
    conversation = _TrialConversation(terminal)
    with transaction.atomic():
        answer = conversation.answer(data)
        transaction.set_rollback(True)
    return Tried(question, "", answer.decode(terminal.encoding, "replace").rstrip("\r"))


class _TrialConversation(Conversation):
    """Of a terminal that need not sign in."""

    def __init__(self, terminal: Terminal):
        super().__init__("")
        self.talk.terminal = terminal

    def _still_welcome(self) -> bool:
        return True
