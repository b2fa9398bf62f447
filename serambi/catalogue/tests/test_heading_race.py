"""Two people at one heading, and a heading that changes while its records are edited: nobody's work is lost."""

import threading

import pytest
from django.db import connection

from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings import tasks as heading_tasks
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.models import Authority, BibRecord, HeadingChange, HeadingChangeRow
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import committed, file_of, title
from serambi.kit.refusal import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Run them side by side; returns their results, refusals among them. Anything else that is raised is raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(at, act):
        barrier.wait()
        try:
            results[at] = act()
        except Exception as error:
            results[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in results:
        if isinstance(each, Exception) and not isinstance(each, Refused):
            raise each
    return results


def test_of_two_people_at_one_heading_one_wins_and_the_other_hears_of_it(people):
    committed(file_of(*(title(f"Buku {'abcdef'[n] * 4}", str(n), author="Hirata, Andrea") for n in range(6))))
    hirata = Authority.objects.get(heading="Hirata, Andrea")

    def rename(text, by):
        return headings.change_heading(
            hirata, heading=text, display="", variants=[], note="", expected_version=1, by=by, queue=False
        )

    results = at_once(lambda: rename("Hirata, Seman", people.arman), lambda: rename("Hirata, Ikal", people.hana))
    assert sum(isinstance(each, Refused) for each in results) == 1
    change = heading_tasks.work_to_the_end(HeadingChange.objects.get())
    written = {Marc.from_json(each.marc).first("100") for each in BibRecord.objects.all()}
    assert written == {change.new_heading}


def test_records_that_are_edited_while_their_heading_changes_keep_both(people):
    count = 12
    books = [title(f"Buku {'abcdefghijkl'[n] * 4}", str(n), author="Hirata, Andrea") for n in range(count)]
    committed(file_of(*books))
    hirata = Authority.objects.get(heading="Hirata, Andrea")
    headings.change_heading(
        hirata, heading="Hirata, Seman", display="", variants=[], note="", by=people.arman, queue=False
    )
    change = HeadingChange.objects.get()
    ids = list(BibRecord.objects.order_by("pk").values_list("pk", flat=True))

    def edit():
        for pk in ids:
            for _again in range(20):  # somebody who reads the message, loads the page again and saves
                mine = BibRecord.objects.get(pk=pk)
                marc = Marc.from_json(mine.marc)
                marc.fields.append(DataField("500", " ", " ", [("a", "dari Hana")]))
                try:
                    changing.change_record(mine, marc, by=people.hana, why="editor", expected_version=mine.version)
                    break
                except Refused:
                    continue

    at_once(edit, lambda: heading_tasks.work_to_the_end(HeadingChange.objects.get(pk=change.pk)))
    stored = [Marc.from_json(each.marc) for each in BibRecord.objects.all()]
    assert [each.values("500") for each in stored] == [["dari Hana"]] * count
    assert {each.first("100") for each in stored} == {"Hirata, Seman"}
    assert HeadingChangeRow.objects.filter(change=change, outcome="changed").count() == count
