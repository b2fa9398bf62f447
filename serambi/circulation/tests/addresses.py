"""Example objects for the addresses of this room; the harnesses of the house read them."""

from datetime import timedelta

from django.utils.timezone import now

from serambi.circulation.models import Charge, Hold, Loan, Rule
from serambi.circulation.rules.changing import key_of, set_rule
from serambi.circulation.tests.lending import a_hold, a_member, lend
from serambi.patrons.models import Patron


def examples(world) -> dict[str, dict]:
    """Address name -> arguments of a real object of the cast."""
    return {**rules(world), **holds(world), **loans(world)}


def rules(world) -> dict[str, dict]:
    """One loan rule, of Cabang Timur."""
    known = Rule.objects.filter(key=key_of("loan_days", world.timur.pk, None)).first()
    rule = known or set_rule("loan_days", branch=world.timur, value="10", comment="Uji coba", by=world.joko)
    example = {"pk": rule.pk}
    return {
        "circulation-staff:rules-add": {"what": "loan_days"},
        "circulation-staff:rule": example,
        "circulation-staff:rule-removal": example,
        "circulation-staff:rule-remove": example,
    }


def holds(world) -> dict[str, dict]:
    """A hold of Sari's on Laskar Pelangi, to be picked up at Pusat."""
    record = world.laskar_pelangi
    sari = Patron.objects.filter(user=world.sari).first() or a_member(world, "Sari Lestari", user=world.sari)
    hold = Hold.objects.live().filter(patron=sari, work=record.work).first() or a_hold(sari, record, world.pusat)
    work, example = {"work": record.work_id}, {"pk": hold.pk}
    return {
        "circulation:reserve": work,
        "circulation:holds-cancel": example,
        "circulation:holds-suspend": example,
        "circulation:holds-resume": example,
        "circulation:holds-pickup": example,
        "circulation-staff:holds-queue": work,
        "circulation-staff:holds-missing": {"pk": record.items.order_by("pk").first().pk},
        "circulation-staff:holds-move": example,
        "circulation-staff:holds-end": example,
        "circulation-staff:holds-recall": example,
    }


def loans(world) -> dict[str, dict]:
    """A loan of Sari's, and something she owes."""
    sari = Patron.objects.filter(user=world.sari).first() or a_member(world, "Sari Lestari", user=world.sari)
    copy = world.bumi_manusia.items.order_by("pk").first()
    loan = Loan.objects.open().filter(item=copy).first()
    loan = loan or lend(copy, sari, now() + timedelta(days=2), since=now() - timedelta(days=5))
    line = Charge.objects.filter(patron=sari).first()
    line = line or Charge.objects.create(patron=sari, kind="other", amount=5000, branch=world.pusat)
    one, member = {"pk": loan.pk}, {"pk": sari.pk}
    return {
        "circulation:loans-renew": one,
        "circulation-staff:desk-renew": one,
        "circulation-staff:desk-lost": one,
        "circulation-staff:desk-claim": one,
        "circulation-staff:desk-unclaim": one,
        "circulation-staff:desk-slip": {"pk": copy.pk},
        "circulation-staff:desk-receipt": member,
        "circulation-staff:desk-renew-all": member,
        "circulation-staff:desk-charge": member,
        "circulation-staff:desk-card": member,
        "circulation-staff:desk-pay": {"pk": line.pk},
    }
