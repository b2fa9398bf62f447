"""Headings that may be one: people in any order and with or without dates; never a subject and one of its periods."""

import importlib

import pytest
from django.apps import apps

from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings.duplicates import groups_of, likely_duplicates
from serambi.catalogue.marc.record import DataField
from serambi.catalogue.models import Authority
from serambi.catalogue.records.authorities import words_of
from serambi.catalogue.tests.files import committed, file_of, title


def subject(tag: str, *subfields: tuple[str, str]) -> DataField:
    return DataField(tag, "1" if tag == "600" else " ", "4", list(subfields))


def likely(heading: str) -> set[str]:
    return {each.other.heading for each in likely_duplicates(Authority.objects.get(heading=heading))}


SUBJECTS = [
    ("650", ("a", "Geschichte")),
    ("650", ("a", "Geschichte 1500-1600")),
    ("650", ("a", "Geschichte"), ("y", "1500-1600")),
    ("651", ("a", "Indonesia")),
    ("651", ("a", "Indonesia"), ("y", "1945-1949")),
    ("611", ("a", "Kongres Pemuda"), ("d", "1926")),
    ("611", ("a", "Kongres Pemuda"), ("d", "1928")),
    ("600", ("a", "Soekarno"), ("d", "1901-1970")),
    ("600", ("a", "Soekarno")),
]


@pytest.fixture
def subjects(people):
    committed(file_of(*(title(f"Buku {n}", str(n), fields=[subject(*each)]) for n, each in enumerate(SUBJECTS))))


def test_a_period_is_no_double_of_its_subject(subjects):
    known = [each.heading for each in Authority.objects.exclude(kind="person")]
    assert len(known) == len(SUBJECTS) - 3
    # two hands wrote "Geschichte 1500-1600", one with a subdivision: one heading
    assert likely("Geschichte") == likely("Indonesia") == set()
    assert not any(likely(name) for name in known if name.startswith("Kongres"))
    grouped = [{each.heading for each in group} for group in groups_of()]
    assert not any("Geschichte" in group or "Indonesia" in group for group in grouped)


def test_a_person_is_one_with_or_without_dates(subjects):
    assert likely("Soekarno") == {"Soekarno, 1901-1970"}
    assert {"Soekarno", "Soekarno, 1901-1970"} in [{each.heading for each in group} for group in groups_of("person")]
    assert words_of("Soekarno - Sejarah 1945", "person") != words_of("Soekarno - Sejarah", "person")


def test_a_changed_subject_keeps_its_years(subjects, people):
    mine = Authority.objects.get(heading="Indonesia")
    changed = headings.change_heading(
        mine, heading="Indonesia 1998", display="", variants=[], note="", by=people.arman, queue=False
    )
    assert changed.words == "1998 indonesia"


def test_subjects_that_were_there_before_are_put_right(subjects):
    was = dict(Authority.objects.values_list("heading", "words"))
    Authority.objects.filter(heading="Geschichte 1500-1600").update(words="geschichte")
    importlib.import_module("serambi.catalogue.migrations.0014_years_in_headings").renew_words(apps, None)
    assert dict(Authority.objects.values_list("heading", "words")) == was
