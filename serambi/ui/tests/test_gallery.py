"""The gallery shows every component, to staff only."""

import re

import pytest
from django.urls import reverse

from serambi.ui.templatetags.ui import register

# tags of the frames, seen on every page and not in a case of their own
FRAME = {
    "address_words", "app_shell", "brand_sheet", "frame_address", "htmx", "language_links", "script", "stylesheets",
    "theme_colours", "view_attributes", "view_choices", "view_mode_address",
}  # fmt: skip

pytestmark = pytest.mark.django_db


def test_it_shows_every_tag_and_filter():
    from serambi.ui.gallery.snippets import snippets

    code = "\n".join(snippet for _title, shown in snippets() for _name, snippet in shown)
    used = set(re.findall(r"\{% (\w+)", code)) | set(re.findall(r"\|(\w+)", code))
    assert set(register.tags) - FRAME - used - {"cover"} == set()
    assert set(register.filters) - used == set()


def test_staff_see_it_and_hostile_sample_words_stay_words(as_role):
    for density in ("", "?density=public"):
        page = as_role("cataloguer").get(reverse("ui_staff:gallery") + density).content.decode()
        assert '<script>alert("x")' not in page
        assert page.count("gallery__case") > 25
        assert ('class="dense"' in page) == (density == "")


def test_others_do_not(as_role):
    assert as_role("anonymous").get(reverse("ui_staff:gallery")).status_code == 302
    assert as_role("patron").get(reverse("ui_staff:gallery")).status_code == 403
