"""Labels and the register: what stands on a spine, what a scanner reads from the page, who waits for a label."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from serambi.catalogue.items import adding, printing, register, tasks
from serambi.catalogue.items.adding import Numbers
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.labels.pages import PADDING, trial_page
from serambi.catalogue.labels.sheets import BUILT_IN
from serambi.catalogue.labels.spine import spine_lines
from serambi.catalogue.models import Item, PrintJob
from serambi.ui.barcodes import THINNEST, bar_width, code128

KINDS = ("spine", "barcode", "qr", "both")


def read_back(path) -> set[str]:
    """What a scanner reads from the pages, drawn at 300 dpi as an office printer does."""
    import pypdfium2
    import zxingcpp

    found = set()
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            found |= {code.text for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())}
    return found


@pytest.mark.parametrize(
    ("call_number", "copy", "lines"),
    [
        ("813 HIR l", "2", ["813", "HIR", "l", "c.2"]),
        ("2X4.1 ALQ t", "", ["2X4.1", "ALQ", "t"]),
        ("R/030 ENS", "", ["R", "030", "ENS"]),
        ("899.221 3 TOE b", "", ["899.221 3", "TOE", "b"]),
        ("297.122 071 5 ALH t jil. 2", "1", ["297.122 071", "5", "ALH", "t", "jil. 2", "c.1"]),
        ("", "", []),
    ],
)
def test_a_spine_has_a_line_for_each_part_of_the_call_number(call_number, copy, lines):
    assert spine_lines(call_number, copy) == lines


@pytest.mark.parametrize("sheet", BUILT_IN.values(), ids=BUILT_IN)
def test_every_known_sheet_fits_its_paper_and_its_labels_a_usual_barcode(sheet):
    assert max(sheet.overflow()) < 0.5
    assert bar_width("B00012", sheet.width - 2 * PADDING) >= THINNEST
    assert trial_page(sheet).count('class="label') == sheet.count


def test_bars_too_thin_to_be_read_are_not_drawn():
    assert code128("B00012", 30, 10)
    assert not code128("B00012", 10, 10)
    assert not code128("kode-éè中", 60, 10)


@pytest.fixture
def waiting(world):
    values = ItemValues(barcode="", branch=world.pusat, call_number="2X4.1 ALQ t", price=85_000)
    return adding.add_many(
        world.laskar_pelangi, values, Numbers(barcodes=tuple(f"B{n:05}" for n in range(8))), by=world.arman
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["barcode", "qr", "both"])
def test_a_scanner_reads_every_label_of_a_printed_sheet(world, waiting, kind):
    asked = {"sheet": "l7651" if kind != "both" else "tj-103", "kind": kind, "start": 7}
    job = printing.draw(printing.ask_labels([item.pk for item in waiting], asked, by=world.arman))
    assert job.state == PrintJob.State.DONE
    assert job.pages == (2 if kind == "both" else 1)
    assert read_back(printing.file_of(job)) == {item.barcode for item in waiting}


@pytest.mark.django_db
def test_labels_wait_until_somebody_says_that_they_came_out_well(world, waiting, client, sign_in):
    sign_in(client, world.arman)
    there = reverse("catalogue-staff:labels")
    assert len(client.get(there).context["rows"].rows) == 8
    sent = {"which": "ticked", "item": [str(item.pk) for item in waiting[:5]], "sheet": "l7160", "kind": "spine"}
    answer = client.post(there, sent | {"start": "22"})
    assert answer.status_code == 200  # this sheet has 21 labels
    answer = client.post(there, sent | {"start": "3"})
    job = PrintJob.objects.get()
    assert answer.url == reverse("catalogue-staff:print", args=[job.pk])
    pdf = b"".join(client.get(reverse("catalogue-staff:print-file", args=[job.pk])).streaming_content)
    assert pdf.startswith(b"%PDF")
    client.post(reverse("catalogue-staff:print-confirm", args=[job.pk]))
    assert Item.objects.filter(label_due=True).count() == 3
    assert waiting[0].changes.filter(act="labelled").exists()
    listed = client.post(
        there, {"which": "listed", "barcodes": "B00000\nTAK-ADA", "sheet": "l7160", "kind": "qr", "start": 1}
    )
    assert listed.status_code == 302
    assert PrintJob.objects.first().count == 1


@pytest.mark.django_db
def test_many_labels_are_drawn_by_the_worker(world, waiting, monkeypatch):
    monkeypatch.setattr(printing, "AT_ONCE", 3)
    job = printing.ask_labels([item.pk for item in waiting], {"sheet": "tj-121", "kind": "both"}, by=world.arman)
    assert DBTaskResult.objects.filter(task_path__endswith=".draw").count() == 1
    tasks.draw.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.pages) == ("done", 1)
    printing.draw(job)  # a worker that was killed and started again does no harm


@pytest.mark.django_db
def test_the_register_lists_sums_and_carries_over(world, waiting, client, sign_in):
    Item.objects.filter(barcode__startswith="B0000").update(acquired_on="2026-03-02", obtained_from="=HYPERLINK(1)")
    sign_in(client, world.arman)
    asked = "?since=2026-03-01&until=2026-03-31&branch=pusat"
    page = client.get(reverse("catalogue-staff:register") + asked)
    assert page.context["sums"]["copies"] == 8
    assert page.context["sums"]["price"] == 680_000
    csv = b"".join(client.get(reverse("catalogue-staff:register") + asked + "&as=csv").streaming_content).decode()
    assert csv.count("B0000") == 8
    assert ",=HYPERLINK" not in csv
    assert client.post(reverse("catalogue-staff:register") + asked).status_code == 302
    tasks.draw.func(PrintJob.objects.get().pk)
    assert PrintJob.objects.get().pages == 1
    html = register.printed({"since": "2026-03-01", "until": "", "branch": None, "source": ""}, "Palu")
    assert "680.000" in html
    assert "&lt;" not in register.said({})
    assert printing.file_of(PrintJob.objects.get()).read_bytes()[:4] == b"%PDF"
