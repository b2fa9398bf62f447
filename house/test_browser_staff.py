"""Every staff page in a browser: axe at both widths, in both languages, light and dark, after interaction."""

import pytest

from house.pages_in_browser import addresses, check_page
from house.verdict import nothing_wrong

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", addresses(staff=True))
def test_page(name, browser, library):
    nothing_wrong(check_page(browser, library, name))
