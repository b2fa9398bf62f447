"""More notices and deliveries (see growing.py)."""

import datetime

from django.apps import apps
from django.utils.timezone import now

from house.growing_lending import a_patron

ALONG = {
    "notices.Delivery": "notices.Notice",
    "notices.Preference": "one a topic and person",
    "notices.Manner": "one a person",
    "notices.PushSubscription": "notices.Notice",
    "notices.ContactState": "notices.Notice",
    "notices.PlanRun": "notices.Notice",
    "notices.Rhythm": "a single row",
}
"""Models of this room that come with others or stay few (see GROWN_WITH)."""


def _model(label: str):
    return apps.get_model(label)


def notices(world, number):
    """Notices about one patron in every state that a page lists, each with its deliveries."""
    notice, delivery = _model("notices.Notice"), _model("notices.Delivery")
    have = notice.objects.count()
    patron = _model("patrons.Patron").objects.order_by("id").first() or a_patron(world, 900_000)
    for extra in range(number):
        number_of = have + extra
        made = notice.objects.create(
            key=f"membership:{patron.pk}:grown:{number_of}", patron=patron, topic="membership", detail="verified",
            subject_id=patron.pk, branch=world.pusat, planned_for=now(), state="sent",
        )  # fmt: skip
        for channel, state in (
            ("inbox", "sent"), ("email", "unknown"), ("whatsapp", "by_hand"), ("push", "failed"),
        ):  # fmt: skip
            told = delivery.objects.create(
                patron=patron, channel=channel, topic="membership", state=state, next_at=now(), claimed_at=now(),
                subject="Keanggotaan Anda aktif", body="Selamat datang.", sent_at=now(),
            )  # fmt: skip
            told.notices.add(made)
        _model("notices.PushSubscription").objects.create(
            patron=patron, endpoint=f"https://push.example/{number_of}", p256dh="x", auth="y", device="Chrome"
        )
        _model("notices.ContactState").objects.create(
            channel="email", address=f"salah{number_of}@example.id", patron=patron, bad_since=now(), said="550"
        )
        day = now().date() - datetime.timedelta(days=number_of)
        _model("notices.PlanRun").objects.create(zone="Asia/Makassar", day=day, topic="due_soon", done_at=now())
