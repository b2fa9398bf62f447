"""Example objects for the addresses of this room; the harnesses of the house read them."""

from house.growing_lending import a_patron
from house.growing_notices import notices
from serambi.notices.links import Stop, stop_token
from serambi.notices.models import Delivery, Notice, PushSubscription
from serambi.patrons.models import Patron


def examples(world) -> dict[str, dict]:
    """Address name -> arguments of a real object of the cast."""
    patron = Patron.objects.filter(user=world.sari).first() or a_patron(world, 910_000)
    if not Notice.objects.exists():
        notices(world, 1)
    device, _made = PushSubscription.objects.get_or_create(
        patron=patron, endpoint="https://push.example/addresses", defaults={"p256dh": "x", "auth": "y"}
    )
    return {
        "notices:device-remove": {"pk": device.pk},
        "notices:stop": {"token": stop_token(Stop("due_soon", "email", patron.pk))},
        "notices-staff:notice": {"pk": Notice.objects.order_by("id").first().pk},
        "notices-staff:decide": {"pk": Delivery.objects.filter(state="unknown").first().pk},
        "notices-staff:by-hand-one": {"pk": Delivery.objects.filter(state="by_hand").first().pk},
    }
