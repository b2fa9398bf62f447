"""Every staff page of the catalogue answers, says what it should, and asks a fixed number of questions."""

import pytest
from django.urls import reverse
from django.utils import translation

from serambi.catalogue.tests.addresses import examples

GET = [
    "records", "record", "item-new", "item", "issues", "issue-new", "issue", "work", "authorities", "authority",
    "imports", "import-new", "import", "import-progress", "import-rows", "import-row", "import-report",
    "import-refused", "export", "export-too-long", "export-file",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_answer_in_both_languages(world, as_role, language):
    known = examples(world)
    client = as_role("cataloguer")
    for name in GET:
        with translation.override(language):
            url = reverse(f"catalogue-staff:{name}", kwargs=known.get(f"catalogue-staff:{name}"))
        response = client.get(url)
        assert response.status_code == 200, (name, response.status_code)
        if response.streaming:
            assert b"".join(response.streaming_content)
