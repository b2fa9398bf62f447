"""More copies, prints, batch changes and merges: the part of `growing` that the cataloguers' desk needs."""

from django.apps import apps


def _model(label: str):
    return apps.get_model(label)


def item_changes(world, number):
    made = _model("catalogue.ItemChange")
    # the copy whose page the harnesses visit (catalogue/tests/addresses.py)
    item = world.laskar_pelangi.items.filter(branch=world.pusat).order_by("pk").first()
    for extra in range(number):
        values = {"branch": [world.pusat.pk, world.timur.pk], "call_number": ["", f"813 X{extra}"]}
        made.objects.create(
            item=item, record_id=item.record_id, barcode=item.barcode, act="moved", values=values, by=world.arman
        )
        # the lists of copies that are away, and of those that wait for a label
        item.record.items.create(
            barcode=f"A{made.objects.count():06}", branch=world.timur, status="processing", label_due=True
        )


def merges(world, number):
    model = _model("catalogue.RecordMerge")
    have = model.objects.count()
    for extra in range(number):
        old = 10_000_000 + have + extra
        model.objects.create(survivor=world.kancil, old_record=old, old_work=old, title="Kancil", by=world.arman)
    told_apart, others = _model("catalogue.NotDoubles"), _model("catalogue.BibRecord").objects.order_by("pk")
    for one in others.exclude(pk=world.kancil.pk)[have % 15 : have % 15 + number]:
        told_apart.objects.bulk_create([told_apart(one=one, other=world.kancil, by=world.arman)], ignore_conflicts=True)


def batch_changes(world, number):
    batch, row = _model("catalogue.BatchChange"), _model("catalogue.BatchRow")
    first = batch.objects.order_by("id").first()
    for extra in range(number):
        batch.objects.create(name=f"Perubahan {extra}", subject="records", by=world.arman, state="done")
        if first:
            place = row.objects.filter(batch=first).count() + 1
            row.objects.create(batch=first, position=place, target=world.laskar_pelangi.pk, foreseen="changed")


def prints(world, number):
    for extra in range(number):
        _model("catalogue.PrintJob").objects.create(
            kind="labels", count=extra, by=world.arman, asked={"sheet": "l7160"}
        )
        _model("catalogue.LabelSheet").objects.create(name=f"Lembar {_model('catalogue.LabelSheet').objects.count()}")
