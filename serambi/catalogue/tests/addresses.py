"""Example objects for the harnesses that visit every address."""

import io
from types import SimpleNamespace

from PIL import Image

from serambi.catalogue.batches import acts as batching
from serambi.catalogue.batches import choosing as batch_choosing
from serambi.catalogue.batches import running as batch_running
from serambi.catalogue.cataloguing import covers, removing, templating
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import tasks
from serambi.catalogue.items import printing
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.writing import to_iso2709
from serambi.catalogue.merging import acts as merging
from serambi.catalogue.merging import apart
from serambi.catalogue.models import (
    BatchChange,
    BibRecord,
    HeadingChange,
    HeadingChangeRow,
    LabelSheet,
    NotDoubles,
    NumberPattern,
    PrintJob,
    RecordMerge,
    RecordTemplate,
    SruAnswer,
    SruFound,
    SruSearch,
    SruTarget,
)
from serambi.catalogue.records import changing


def examples(world: SimpleNamespace) -> dict[str, dict]:
    record = world.laskar_pelangi
    heading = record.headings.first()
    item = record.items.filter(branch=world.pusat).order_by("pk").first()
    batch = staged_example(world)
    one = {"pk": batch.pk}
    changed = {"pk": changed_example(world).pk}
    issue, _made = world.bobo.issues.get_or_create(
        volume="Th. LIV", number="No. 32", published="12 November 2026", sort="20261112 000054 000032"
    )
    return {
        "catalogue:download": {"pk": record.pk, "fmt": "marcxml"},
        "catalogue:marc": {"pk": record.pk},
        "catalogue-staff:record": {"pk": record.pk},
        **{
            f"catalogue-staff:record-{name}": {"pk": record.pk}
            for name in ("edit", "alive", "take-over", "leave", "care", "cover", "show", "delete")
        },
        "catalogue-staff:deleted-back": {"pk": deleted_example(world).pk},
        "catalogue-staff:template-forget": {"pk": template_example(world).pk},
        "catalogue:cover": {"name": cover_example(world).name, "width": 160},
        "catalogue-staff:record-history": {"pk": record.pk},
        "catalogue-staff:record-version": {"pk": record.pk, "number": record.version},
        "catalogue-staff:record-bring-back": {"pk": record.pk, "number": record.version},
        "catalogue-staff:item-new": {"pk": record.pk},
        **{f"catalogue-staff:item{tail}": {"pk": item.pk} for tail in ("", "-act", "-issue", "-delete")},
        "catalogue-staff:label-sheet": {"pk": LabelSheet.objects.get_or_create(name="Label rak")[0].pk},
        "catalogue-staff:label-sheet-test": {"code": "tj-107"},
        **{f"catalogue-staff:print{tail}": {"pk": printed(item).pk} for tail in ("", "-progress", "-file", "-confirm")},
        "catalogue-staff:batch-new": {"subject": "items"},
        **{f"catalogue-staff:batch{tail}": {"pk": foreseen(world).pk} for tail in ("", "-progress", "-act", "-rows")},
        "catalogue-staff:merge": {"pk": record.pk, "other": world.bumi_manusia.pk},
        "catalogue-staff:merged": {"pk": merged(world).pk},
        "catalogue-staff:doubles-again": {"pk": told_apart(world).pk},
        "catalogue-staff:number": {"pk": add_or_find_pattern().pk},
        "catalogue-staff:issues": {"pk": world.bobo.pk},
        "catalogue-staff:issue-new": {"pk": world.bobo.pk},
        "catalogue-staff:issue": {"pk": issue.pk},
        "catalogue-staff:issue-delete": {"pk": issue.pk},
        **{f"catalogue-staff:work{tail}": {"pk": record.work_id} for tail in ("", "-group", "-split", "-automatic")},
        **copying_examples(world),
        **{f"catalogue-staff:heading-change{tail}": changed for tail in ("", "-progress", "-undo", "-resume")},
        "catalogue-staff:authority": {"pk": heading.authority_id},
        "catalogue-staff:authority-change": {"pk": heading.authority_id},
        "catalogue-staff:authority-merge": {"pk": heading.authority_id},
        **{
            f"catalogue-staff:import{tail}": one
            for tail in (
                "", "-progress", "-decide", "-commit", "-cancel", "-revert", "-resume", "-rows", "-refused", "-report",
            )
        },
        "catalogue-staff:import-row": {**one, "position": 1},
        "catalogue-staff:export-file": {"fmt": "csv"},
    }  # fmt: skip


def merged(world):
    """A double of a book that went into it."""
    found = RecordMerge.objects.filter(survivor=world.bumi_manusia).first()
    if found:
        return found
    marc = Marc.from_json(world.bumi_manusia.marc)
    double = changing.create_record(marc, by=world.arman)
    mine = BibRecord.objects.get(pk=world.bumi_manusia.pk)
    return merging.merge(mine.pk, double.pk, marc, versions=(mine.version, 1), by=world.arman)


def told_apart(world):
    """Two books that look alike to nobody."""
    found = NotDoubles.objects.first()
    if found is None:
        apart.tell_apart([world.bumi_manusia.pk, world.kancil.pk], by=world.arman)
    return found or NotDoubles.objects.get()


def foreseen(world):
    """A batch change that nobody has carried out."""
    found = BatchChange.objects.filter(name="Contoh").first()
    if found:
        return found
    chosen = batch_choosing.by_list("records", [str(world.laskar_pelangi.pk), "tak-ada"])
    changes = [{"do": "add_subject", "value": "Pendidikan"}]
    batch = batching.begin(
        name="Contoh", subject="records", chosen=chosen, changes=changes, by=world.arman, queue=False
    )
    batch_running.work(batch.pk, None)
    return batch


def printed(item):
    """One label, drawn."""
    job, _made = PrintJob.objects.get_or_create(
        kind=PrintJob.Kind.LABELS, items=[item.pk], defaults={"asked": {"sheet": "tj-103", "kind": "both"}, "count": 1}
    )
    return printing.draw(job)


def add_or_find_pattern():
    """The pattern that every library begins with."""
    pattern, _made = NumberPattern.objects.get_or_create(
        kind=NumberPattern.Kind.BARCODE, pattern="B00000", defaults={"is_default": True}
    )
    return pattern


def changed_example(world: SimpleNamespace):
    """A heading that was changed, with one record that followed."""
    heading = world.bumi_manusia.headings.order_by("position").first()
    change, made = HeadingChange.objects.get_or_create(
        act="changed", authority=heading.authority, old_heading="Toer", new_heading="Pramoedya", state="done",
        by=world.arman, total=1,
    )  # fmt: skip
    if made:
        HeadingChangeRow.objects.create(change=change, record=world.bumi_manusia, outcome="changed")
    return change


def copying_examples(world: SimpleNamespace) -> dict[str, dict]:
    """A search that one target answered; it is never asked again, for its address is closed."""
    target, _made = SruTarget.objects.get_or_create(name="Contoh", defaults={"address": "http://127.0.0.1:9/"})
    search, _made = SruSearch.objects.get_or_create(words="laskar pelangi", by=world.arman)
    answer, _made = SruAnswer.objects.get_or_create(search=search, target=target, defaults={"state": "found"})
    found, _made = SruFound.objects.get_or_create(answer=answer, position=1, defaults={"marc": world.bumi_manusia.marc})
    return {
        **{f"catalogue-staff:copy-target{tail}": {"pk": target.pk} for tail in ("", "-try", "-remove")},
        **{f"catalogue-staff:copy-{name}": {"pk": search.pk} for name in ("results", "ask", "rows", "more")},
        **{f"catalogue-staff:copy-{name}": {"pk": found.pk} for name in ("found", "add", "choose")},
        "catalogue-staff:copy-overlay": {"pk": found.pk, "record": world.bumi_manusia.pk},
    }


def marc_of(record) -> Marc:
    return Marc.from_json(record.marc)


def template_example(world: SimpleNamespace):
    """A template of the library's own."""
    found = RecordTemplate.objects.filter(name="Novel kita").first()
    return found or templating.save_as("Novel kita", marc_of(world.laskar_pelangi), by=world.arman)


def deleted_example(world: SimpleNamespace):
    """The revision that deleted a record."""
    if found := removing.deleted().first():
        return found
    marc = marc_of(world.bumi_manusia)
    marc.fields = [each for each in marc.fields if each.tag not in ("001", "020", "035", "952", "949")]
    made = changing.create_record(marc, by=world.arman)
    removing.delete(made, by=world.arman, expected_version=1)
    return removing.deleted().first()


def cover_example(world: SimpleNamespace):
    out = io.BytesIO()
    Image.new("RGB", (200, 300), "teal").save(out, "PNG")
    return covers.put(world.bumi_manusia, out.getvalue(), by=world.arman)


def staged_example(world: SimpleNamespace):
    """A file in review: a title the world has already, a new one, and a damaged record."""
    known = to_iso2709(Marc.from_json(world.bumi_manusia.marc))
    data = known + known.replace(b"Bumi", b"Laut") + b"00300nam a2200" + b"tidak utuh " * 20 + b"\x1d"
    batch = importing.begin([data], name="contoh.mrc", branch=world.pusat, by=world.arman, queue=False)
    return tasks.work_to_the_end(batch)
