"""Days in a list are ours, prints leave nothing behind, and an editor takes whatever a request may have."""

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import get_default_timezone, now

from serambi.catalogue.items import prints
from serambi.catalogue.models import Item, PrintJob

pytestmark = pytest.mark.django_db


def test_the_day_in_a_list_is_that_of_the_library(world, client, sign_in):
    day = datetime(2026, 3, 2, 6, 30, tzinfo=get_default_timezone())
    assert day.astimezone(ZoneInfo("UTC")).day == 1
    Item.objects.filter(pk=world.items[0].pk).update(status="missing", status_since=day)
    sign_in(client, world.arman)
    answer = client.get(reverse("catalogue-staff:copies"), {"status": "missing", "as": "csv"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "2026-03-02" in text


def test_what_a_killed_worker_left_is_thrown_away(people):
    prints.folder().mkdir(parents=True)
    old, new = (prints.folder() / name for name in ("tua.pdf.part", "baru.pdf"))
    for path in (old, new):
        path.write_bytes(b"%PDF")
    long_ago = (now() - prints.KEEP - timedelta(days=1)).timestamp()
    os.utime(old, (long_ago, long_ago))
    PrintJob.objects.create(kind=PrintJob.Kind.LABELS, asked={}, items=[], path=new.name, state="done")
    prints.throw_old_away()
    assert list(prints.folder().iterdir()) == [new]


def test_no_record_is_cut_on_its_way_through_an_editor(world, client, sign_in):
    sign_in(client, world.arman)
    there = reverse("catalogue-staff:record-new")
    page = client.get(there, {"template": "book", "face": "marc"}).content.decode()
    assert 'name="text"' in page
    note = "x" * 2_100_000 + " akhir"
    text = f"LDR 00000nam#a2200000#i#4500\n245 10 $aPanjang\n500 ## $a{note}\n"
    assert len(text) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = client.post(there, {"face": "marc", "text": text, "go": "check"})
    assert answer.status_code == 200
    assert " akhir" in answer.content.decode()
