"""Keys of pages come from addresses: nobody's key shows the first page, whatever stands in it."""

import base64
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django_tasks_db.models import DBTaskResult

from serambi.kit.paging import page_of

KEYS = {
    ContentType: ("model", "pk"),
    DBTaskResult: ("enqueued_at", "queue_name"),
}
STRANGE = [
    "a\x00b", "\ud800", None, [], {}, 10**30, -(2**63), 1e308, True, "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "2026-02-30T00:00:00Z", "x" * 3000,
]  # fmt: skip


def key(*values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.django_db
@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("model", KEYS)
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_strange_key_is_answered(model, strange, way):
    for values in ([strange, 1], ["2026-11-22T00:00:00Z", strange], [strange], [strange, strange, strange]):
        page_of(model.objects.all(), KEYS[model], {way: key(*values)})


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "x", "e30", "bnVsbA", "W10", "=" * 9, "💣", "W" * 1999])
def test_what_is_no_key_is_answered(text):
    everything = page_of(ContentType.objects.all(), ("model", "pk"), {})
    assert page_of(ContentType.objects.all(), ("model", "pk"), {"after": text}) == everything
