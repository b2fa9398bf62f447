"""More members, loans, reservations and charges (see growing.py)."""

import datetime

from django.apps import apps
from django.utils.timezone import now

from serambi.kit.folding import fold

ALONG = {
    "circulation.DueChange": "circulation.Loan",
    "circulation.Claim": "circulation.Loan",
    "circulation.Transit": "circulation.Hold",
    "circulation.Payment": "circulation.Charge",
    "circulation.Override": "circulation.Loan",
    "circulation.InHouseUse": "circulation.Loan",
    "circulation.RuleChange": "circulation.Rule",
}
"""Models of lending that come with others (see GROWN_WITH)."""


def _model(label: str):
    return apps.get_model(label)


def category(code: str = "dewasa"):
    """A category of members; made when it is not there."""
    return _model("patrons.Category").objects.get_or_create(code=code, defaults={"name": code.title()})[0]


def a_patron(world, number: int, name: str = ""):
    """A verified member of Pusat."""
    name = name or f"Anggota {number}"
    return _model("patrons.Patron").objects.create(
        state="active", category=category(), home_branch=world.pusat, card_number=f"G{number:06}", name=name,
        name_key=fold(name), joined_on=now().date(), verified_at=now(),
        expires_on=now().date() + datetime.timedelta(days=700),
    )  # fmt: skip


def patrons(world, number):
    model, block = _model("patrons.Patron"), _model("patrons.Block")
    have = model.objects.count()
    parent = model.objects.order_by("id").first()
    for extra in range(number):
        made = a_patron(world, have + extra)
        category(f"jenis{have + extra}")
        _model("patrons.FormerCard").objects.create(number=f"L{have + extra:06}", patron=made, why="lost")
        block.objects.create(patron=made, reason=block.Reason.MANUAL, note="Kartu tertinggal")
        if parent:
            _model("patrons.Guardian").objects.create(child=made, patron=parent, name=parent.name)
            block.objects.create(patron=parent, reason=block.Reason.MANUAL, note="Kartu tertinggal")
            _model("patrons.FormerCard").objects.create(number=f"M{have + extra:06}", patron=parent, why="lost")
            _model("patrons.Look").objects.create(
                patron=parent, what="seen", by=world.wati, day=now().date() - datetime.timedelta(days=have + extra + 1)
            )
        parent = parent or made


def loans(world, number):
    loan, item, patron = (_model(name) for name in ("circulation.Loan", "catalogue.Item", "patrons.Patron"))
    have, borrower = loan.objects.count(), patron.objects.order_by("id").first()
    for extra in range(number):
        copy = item.objects.create(
            record=world.laskar_pelangi, barcode=f"H{have + extra:06}", branch=(world.pusat, world.timur)[extra % 2]
        )
        made = loan.objects.create(
            item=copy, patron=borrower, category=borrower.category, branch=world.pusat,
            due_at=now() + datetime.timedelta(days=extra + 1), claimed_at=now() if extra % 3 == 2 else None,
        )  # fmt: skip
        _model("circulation.DueChange").objects.create(loan=made, why="renewed", before=now(), after=made.due_at)
        if made.claimed_at:
            _model("circulation.Claim").objects.create(loan=made)
        _model("circulation.Override").objects.create(
            loan=made, act="checkout", codes=["loan_limit"], comment="Untuk lomba", by=world.wati
        )
        _model("circulation.InHouseUse").objects.create(item=copy, branch=world.pusat)


def holds(world, number):
    hold, work, patron = (_model(name) for name in ("circulation.Hold", "catalogue.Work", "patrons.Patron"))
    item, transit = _model("catalogue.Item"), _model("circulation.Transit")
    have, borrower = hold.objects.count(), patron.objects.order_by("id").first()
    taken = set(hold.objects.filter(patron=borrower).values_list("work_id", flat=True))
    works = [each for each in work.objects.order_by("id") if each.pk not in taken]
    for extra in range(number):
        other = a_patron(world, 500_000 + have + extra)
        hold.objects.create(work=world.laskar_pelangi.work, patron=other, pickup_branch=world.pusat)
        if extra < len(works):
            hold.objects.create(work=works[extra], patron=borrower, pickup_branch=world.pusat)
        copy = item.objects.create(record=world.laskar_pelangi, barcode=f"T{have + extra:06}", branch=world.pusat)
        waits = hold.objects.create(
            work=world.laskar_pelangi.work, patron=a_patron(world, 700_000 + have + extra), pickup_branch=world.pusat,
            state="ready", caught=copy, caught_at=now(), ready_at=now(),
            pickup_by=now().date() + datetime.timedelta(days=3),
        )  # fmt: skip
        travels = item.objects.create(record=world.laskar_pelangi, barcode=f"U{have + extra:06}", branch=world.pusat)
        transit.objects.create(item=travels, origin=world.timur, destination=world.pusat)
        transit.objects.create(item=copy, origin=world.timur, destination=world.pusat, hold=waits, arrived_at=now())


def charges(world, number):
    charge, patron = _model("circulation.Charge"), _model("patrons.Patron")
    borrower = patron.objects.order_by("id").first()
    for _extra in range(number):
        made = charge.objects.create(patron=borrower, kind="other", amount=5000, settled=1000, branch=world.pusat)
        _model("circulation.Payment").objects.create(charge=made, how="cash", amount=1000)


def rules(world, number):
    rule, change = _model("circulation.Rule"), _model("circulation.RuleChange")
    have = rule.objects.count()
    for extra in range(number):
        kind = category(f"aturan{have + extra}")
        key = f"loan_days||{kind.pk}||"
        rule.objects.create(what="loan_days", category=kind, value="21", key=key)
        change.objects.create(key=key, after="21", by=world.joko)
