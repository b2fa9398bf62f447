"""Example objects for the addresses of this room; the harnesses of the house read them."""

from datetime import timedelta

from django.utils.timezone import now

from serambi.branches.models import Holiday, SpecialHours


def examples(world) -> dict[str, dict]:
    """Address name -> arguments of a real object of the cast."""
    today = now().date()
    closure, _made = SpecialHours.objects.get_or_create(
        branch=world.pusat, first_day=today, last_day=today + timedelta(days=1), reason="Perbaikan atap"
    )
    holiday, _made = Holiday.objects.get_or_create(
        day=today + timedelta(days=30), name="Hari jadi kota", kind=Holiday.Kind.LOCAL, edited=True
    )
    code = {"code": world.pusat.code}
    return {
        "branches:show": code,
        "branches:closures-calendar": code,
        "branches-staff:branch": code,
        "branches-staff:hours": code,
        "branches-staff:lift": {"pk": closure.pk},
        "branches-staff:holiday": {"pk": holiday.pk},
        "branches-staff:holiday-turn": {"pk": holiday.pk},
        "branches-staff:holiday-remove": {"pk": holiday.pk},
        "branches-staff:holidays-csv": {"year": today.year},
    }
