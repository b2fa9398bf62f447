"""Example objects for the addresses of this room; the harnesses of the house read them."""

from django.utils.timezone import now

from serambi.sip2.models import NoBlockException, Terminal


def examples(world) -> dict[str, dict]:
    """Address name -> arguments of a real object of the cast."""
    terminal, _made = Terminal.objects.get_or_create(
        login="pintu", defaults={"name": "Mesin pintu", "branch": world.pusat, "password": "!"}
    )
    exception, _made = NoBlockException.objects.get_or_create(
        key="contoh",
        defaults={"terminal": terminal, "kind": "checkout", "happened_at": now(), "card": "P1", "barcode": "B1",
                  "codes": ["blocked"], "reasons": ["Kartu tertinggal"]},
    )  # fmt: skip
    one = {"pk": terminal.pk}
    return {
        "sip2-staff:terminal": one,
        "sip2-staff:password": one,
        "sip2-staff:try": one,
        "sip2-staff:settle": {"pk": exception.pk},
    }
