"""Who may import where: a post at a branch brings copies to that branch only and moves nobody else's import."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from serambi.catalogue import queries
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing.tasks import work_to_the_end
from serambi.catalogue.models import BibRecord, ImportBatch, Item
from serambi.catalogue.tests.files import committed, file_of, many, staged, title
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
_COPIES = [{"a": "pusat", "p": "P1"}, {"a": "timur", "p": "T1"}, {"p": "T2"}]


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def test_copies_reach_the_importers_branches_only(people):
    batch = staged(file_of(title("Edensor", "1", copies=_COPIES)), by=people.hana, branch=people.timur)
    assert batch.counts["foreseen"] == {"added": 2, "refused:branch_not_yours": 1}
    batch = work_to_the_end(importing.start_commit(batch, by=people.hana, queue=False))
    assert batch.counts["outcome"] == {"added": 1}
    assert set(Item.objects.values_list("barcode", "branch__code")) == {("T1", "timur"), ("T2", "timur")}
    assert [each["reason"] for each in batch.rows.get().items_refused] == ["branch_not_yours"]
    everywhere = committed(file_of(title("Edensor", "1", copies=_COPIES)), branch=people.timur)
    assert everywhere.counts["items"] == {"added": 1, "known": 2}


def test_a_post_at_a_branch_names_it_and_replaces_nothing(people):
    data = file_of(*many(1))
    with pytest.raises(Refused) as no:
        staged(data, by=people.hana, on_match="replace")
    assert codes(no) == {"branch_needed", "replacing"}
    with pytest.raises(Refused) as no:
        staged(data, by=people.hana, branch=people.pusat)
    assert codes(no) == {"not_your_branch"}
    assert not ImportBatch.objects.exists()
    committed(data)
    batch = staged(data, by=people.hana, branch=people.timur)
    for act in (
        lambda: importing.decide(batch, 1, "replace", by=people.hana),
        lambda: importing.decide_all(batch, "replace", by=people.hana),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert codes(no) == {"replacing"}
    importing.decide(batch, 1, "keep", by=people.hana)


def test_nobody_at_a_branch_moves_anothers_import(people):
    batch = staged(file_of(*many(2)), by=people.arman)
    acts = [
        lambda by: importing.decide(batch, 1, "skip", by=by),
        lambda by: importing.decide_all(batch, "add", by=by),
        lambda by: importing.start_commit(batch, by=by, queue=False),
        lambda by: importing.cancel(batch, by=by),
        lambda by: importing.resume(batch, by=by, queue=False),
        lambda by: importing.start_revert(batch, by=by, queue=False),
    ]
    for act in acts:
        with pytest.raises(Refused) as no:
            act(people.hana)
        assert codes(no) == {"not_your_import"}
    assert queries.awaiting(people.arman)
    assert not queries.awaiting(people.hana)
    batch = work_to_the_end(importing.start_commit(batch, by=people.joko, queue=False))
    with pytest.raises(Refused):
        importing.start_revert(batch, by=people.hana, queue=False)
    assert BibRecord.objects.count() == 2


def test_an_import_goes_out_of_reach_with_the_post(people):
    batch = staged(file_of(*many(1)), by=people.hana, branch=people.timur)
    people.hana.staff_posts.update(branch=people.pusat)
    people.hana.__dict__.pop("posts", None)
    with pytest.raises(Refused):
        importing.start_commit(batch, by=people.hana, queue=False)
    importing.start_commit(batch, by=people.arman, queue=False)


def test_the_pages_offer_what_the_acts_allow(people, sign_in, client):
    batch = staged(file_of(*many(1)), by=people.arman)
    page = reverse("catalogue-staff:import", args=[batch.pk])
    commit, cancel = (reverse(f"catalogue-staff:import-{act}", args=[batch.pk]) for act in ("commit", "cancel"))
    new = reverse("catalogue-staff:import-new")
    sign_in(client, people.hana)
    shown = client.get(page).content.decode()
    assert commit not in shown
    assert cancel not in shown
    row = client.get(reverse("catalogue-staff:import-row", args=[batch.pk, 1])).content.decode()
    assert 'name="decision"' not in row
    form = client.get(new).content.decode()
    assert 'value="timur"' in form
    assert 'value="pusat"' not in form
    assert 'value="replace"' not in form
    file = SimpleUploadedFile("b.mrc", file_of(*many(1)))
    answer = client.post(new, {"files": file, "branch": "pusat", "on_match": "keep"})
    assert answer.status_code == 200
    assert ImportBatch.objects.count() == 1
    assert client.post(commit).status_code == 302
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.REVIEW
    sign_in(client, people.arman)
    assert commit in client.get(page).content.decode()
    assert 'value="replace"' in client.get(new).content.decode()


def test_a_file_of_refused_records_has_ended(people, sign_in, client):
    batch = staged(file_of(b"bukan marc sama sekali\x1d", title("", "1")), by=people.arman)
    assert batch.state == ImportBatch.State.EMPTY
    with pytest.raises(Refused) as no:
        importing.start_commit(batch, by=people.arman, queue=False)
    assert codes(no) == {"nothing_to_add"}
    assert not queries.awaiting(people.arman)
    sign_in(client, people.arman)
    shown = client.get(reverse("catalogue-staff:import", args=[batch.pk])).content.decode()
    assert reverse("catalogue-staff:import-commit", args=[batch.pk]) not in shown
    assert reverse("catalogue-staff:import-cancel", args=[batch.pk]) not in shown
