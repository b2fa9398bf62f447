"""The channels: each a module with the same small interface.

    is_configured() -> bool        can this installation send by it?
    send(message) -> Outcome       one message; never raises for what the other side does

`inbox`, `mail`, `push` and `whatsapp` are the ones there are; `sending.py` knows nothing else of them.
"""

from types import ModuleType

from serambi.notices.channels import inbox, mail, push, whatsapp
from serambi.notices.topics import Via

CHANNELS: dict[str, ModuleType] = {
    Via.INBOX: inbox,
    Via.EMAIL: mail,
    Via.PUSH: push,
    Via.WHATSAPP: whatsapp,
}
