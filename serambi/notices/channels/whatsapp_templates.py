"""The templates of WhatsApp messages, as they are registered with Meta: a name with its version, and the words.

Outside the 24 hours after somebody wrote to us, WhatsApp takes nothing but approved templates. Whoever changes the
words of one raises its version: the old name stays registered until the new one is approved.

{{1}} is the reader's name, {{2}} what it is about in one line, {{3}} the library.
"""

from dataclasses import dataclass

from serambi.notices.texts import Text
from serambi.notices.topics import Topic

LONGEST_PARAMETER = 600


@dataclass(frozen=True)
class Template:
    topic: str
    version: int
    words: dict[str, str]
    """By language."""

    @property
    def name(self) -> str:
        return f"serambi_{self.topic}_v{self.version}"


TEMPLATES = {
    each.topic: each
    for each in (
        Template(
            Topic.DUE_SOON,
            1,
            {
                "id": "Halo {{1}}, pinjaman Anda segera jatuh tempo: {{2}}. Perpanjang lewat akun Anda. {{3}}",
                "en": "Hello {{1}}, a loan of yours is due soon: {{2}}. You can renew it in your account. {{3}}",
            },
        ),
        Template(
            Topic.DUE_TODAY,
            1,
            {
                "id": "Halo {{1}}, hari ini hari terakhir untuk: {{2}}. Perpanjang lewat akun Anda. {{3}}",
                "en": "Hello {{1}}, today is the last day for: {{2}}. You can renew it in your account. {{3}}",
            },
        ),
        Template(
            Topic.OVERDUE,
            1,
            {
                "id": "Halo {{1}}, pinjaman ini lewat jatuh tempo: {{2}}. Mohon kembalikan, atau hubungi kami. {{3}}",
                "en": "Hello {{1}}, this loan is overdue: {{2}}. Please bring it back, or tell us. {{3}}",
            },
        ),
        Template(
            Topic.HOLD_READY,
            1,
            {
                "id": "Halo {{1}}, reservasi Anda siap diambil: {{2}}. Mohon bawa kartu anggota. {{3}}",
                "en": "Hello {{1}}, your reservation is ready: {{2}}. Please bring your card. {{3}}",
            },
        ),
        Template(
            Topic.HOLD_ENDING,
            1,
            {
                "id": "Halo {{1}}, waktu pengambilan reservasi Anda hampir habis: {{2}}. {{3}}",
                "en": "Hello {{1}}, your reservation waits only a short while longer: {{2}}. {{3}}",
            },
        ),
        Template(
            Topic.CARD_EXPIRING,
            1,
            {
                "id": "Halo {{1}}, masa berlaku kartu anggota Anda hampir habis. {{2}} {{3}}",
                "en": "Hello {{1}}, your library card expires soon. {{2}} {{3}}",
            },
        ),
        Template(
            Topic.MEMBERSHIP,
            1,
            {
                "id": "Halo {{1}}, tentang keanggotaan Anda: {{2}} {{3}}",
                "en": "Hello {{1}}, about your membership: {{2}} {{3}}",
            },
        ),
    )
}


def parameters(text: Text, name: str) -> list[str]:
    """What fills {{1}}, {{2}} and {{3}}. WhatsApp takes no line breaks in them, and no rows of blanks."""
    about = "; ".join(text.lines) if text.lines else text.opening
    return [" ".join(part.split())[:LONGEST_PARAMETER] or "-" for part in (name, about, text.library)]
