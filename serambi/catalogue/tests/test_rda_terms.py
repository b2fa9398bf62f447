"""Content, media and carrier speak the reader's language; what the record says stays."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from serambi.catalogue.marc.form.specs import RDA
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc_table import rows_of
from serambi.catalogue.models import BibRecord
from serambi.catalogue.rda_terms import TERMS, gloss
from serambi.catalogue.tests.files import committed, file_of, title


def test_every_code_of_the_form_has_both_its_words():
    for tag, (_source, words) in RDA.items():
        with override("id"):
            assert {code: str(term) for code, term in TERMS[tag].items()} == words
        with override("en"):
            assert not {str(term) for term in TERMS[tag].values()} & (
                set(words.values()) - {"audio", "video", "volume"}
            )


def test_codes_are_those_of_the_lists():
    """id.loc.gov/vocabulary/contentTypes: crd is the cartographic dataset, cod the computer dataset."""
    with override("en"):
        assert (str(TERMS["336"]["crd"]), str(TERMS["336"]["cod"])) == ("cartographic dataset", "computer dataset")


def test_a_field_is_explained_only_where_its_words_are_not_the_readers():
    field = DataField("336", " ", " ", [("a", "teks"), ("b", "txt"), ("2", "rdacontent")])
    with override("en"):
        assert gloss(field) == "text"
        assert [row.gloss for row in rows_of(Marc(fields=[field]))][1] == "text"
    with override("id"):
        assert gloss(field) == ""
    assert gloss(DataField("336", " ", " ", [("a", "teks")])) == gloss(DataField("500", " ", " ", [("b", "txt")])) == ""


@pytest.mark.django_db
def test_form_and_view_speak_english_on_english_pages(people, client, sign_in):
    field = DataField("338", " ", " ", [("a", "sumber daring"), ("b", "cr"), ("2", "rdacarrier")])
    committed(file_of(title("Judul", "1", fields=[field])))
    record = BibRecord.objects.get()
    sign_in(client, people.arman)
    with override("en"):
        form = client.get(reverse("catalogue-staff:record-edit", args=[record.pk]), headers={"accept-language": "en"})
        view = client.get(reverse("catalogue-staff:record", args=[record.pk]), headers={"accept-language": "en"})
    assert '<option value="cr" selected>online resource</option>' in form.content.decode()
    assert "Carrier: online resource" in view.content.decode()
