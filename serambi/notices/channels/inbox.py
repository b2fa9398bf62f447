"""The inbox of the account: the row itself is the message, so it is there once it is written."""

from serambi.notices.channels.outcome import Message, Outcome, sent


def is_configured() -> bool:
    return True


def send(message: Message) -> Outcome:
    """It stands in the inbox."""
    return sent()
