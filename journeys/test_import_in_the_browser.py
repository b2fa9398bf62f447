"""The whole way of a file, without JavaScript, with the real worker and the real indexer."""

import time
import urllib.request

import pytest

from house.browser import visit
from house.cast import CAST_MRC

pytestmark = pytest.mark.browser


@pytest.fixture
def file(tmp_path):
    """A title that nobody has yet."""
    from pymarc import MARCReader

    with CAST_MRC.open("rb") as source:
        record = next(iter(MARCReader(source)))
    record["001"].data = "journey1"
    record.remove_fields("020")
    record["245"]["a"] = "Perahu Sandeq menyeberang Teluk"
    for number, copy in enumerate(record.get_fields("952")):
        copy["p"] = f"J{number}"
    path = tmp_path / "sandeq.mrc"
    path.write_bytes(record.as_marc())
    return path


def found(library) -> bool:
    """The catalogue's search knows the new title."""
    with urllib.request.urlopen(f"{library.url}/temukan/?q=sandeq+menyeberang", timeout=10) as answer:
        return "Perahu Sandeq" in answer.read().decode()


def test_a_cataloguer_imports_a_file_sees_it_found_and_takes_it_back(browser, own_library, file, wait_for):
    library = own_library
    assert not found(library)
    with visit(browser, library, role="cataloguer", java_script_enabled=False) as here:
        page = here.page
        here.go("/staff/catalogue/imports/new/")
        page.set_input_files("main input[type=file]", str(file))
        with page.expect_navigation():
            page.click("main form button[type=submit], main form button:not([type])")

        def ready():
            """The file is ready for review."""
            page.reload()
            return page.locator("form[action$='/commit/']").count()

        wait_for(ready)
        with page.expect_navigation():
            page.click("form[action$='/commit/'] button")

        def committed():
            """The records are in the catalogue."""
            page.reload()
            return page.locator("form[action$='/revert/']").count()

        wait_for(committed, pause=0.1)
        _, seconds = wait_for(lambda: found(library), pause=0.05)
        assert seconds < 2, f"found only after {seconds:.1f} s"

        page.check("form[action$='/revert/'] input[name=sure]")
        with page.expect_navigation():
            page.click("form[action$='/revert/'] button")
        start = time.monotonic()
        wait_for(lambda: not found(library))
        assert time.monotonic() - start < 10
        assert here.complaints == []
