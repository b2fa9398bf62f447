"""The key pages by keyboard, in high contrast and with large text; and the pages that say what went wrong."""

import pytest

from house.browser import PHONE, visit
from house.variants import ERRORS, KEY_PAGES
from house.verdict import nothing_wrong

pytestmark = pytest.mark.browser

STOPS = 45
"""How many times Tab is pressed: past the frame and into the page."""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const ring = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
  const top = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
                                        Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)));
  const words = (e.getAttribute('aria-label') || e.textContent || e.name || '').trim().slice(0, 40);
  return {
    name: e.tagName.toLowerCase() + ' ' + words,
    skip: e.classList.contains('skip'),
    ring: ring(style) || ring(getComputedStyle(e.parentElement)),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight &&
      box.right > 0 && box.left < innerWidth,
    covered: !!top && !e.contains(top) && !top.contains(e) && !(e.labels && [...e.labels].some(l => l.contains(top))),
  };
}"""


def pages_of(library, name):
    return [page for page in library.cast["pages"] if page["name"] == name and page["language"] == "id"]


@pytest.mark.parametrize("name", KEY_PAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(name, browser, library):
    pages = pages_of(library, name)
    assert pages, f"{name} is not among the pages"
    findings = []
    with visit(browser, library, role=pages[0]["role"]) as here:
        here.go(pages[-1]["url"])
        for stop in range(STOPS):
            here.page.keyboard.press("Tab")
            focused = here.page.evaluate(FOCUSED)
            if focused is None:
                break
            told = f"{pages[-1]['url']} stop {stop + 1}, {focused['name']!r}:"
            if stop == 0 and not focused["skip"]:
                findings.append(f"{told} the first stop is not the link to the content")
            findings += [f"{told} {what}" for what, wrong in faults(focused) if wrong]
        here.go(pages[-1]["url"])
        here.page.keyboard.press("Tab")
        here.page.keyboard.press("Enter")
        if here.page.evaluate("location.hash") != "#content":
            findings.append(f"{pages[-1]['url']}: the skip link does not lead to the content")
    nothing_wrong(findings)


def faults(focused):
    yield "no visible focus", not focused["ring"]
    yield "focus outside of what is seen", not focused["seen"]
    yield "focus hidden behind something", focused["covered"]


@pytest.mark.parametrize("view", ["more", "dark.more", "large", "dark.large.easy"])
def test_key_pages_in_every_view_of_the_view_menu(view, browser, library):
    findings = []
    for name in KEY_PAGES:
        for page in pages_of(library, name)[:1]:
            with visit(browser, library, role=page["role"], size=PHONE, view=view) as here:
                here.go(page["url"])
                lines = here.axe("color-contrast", "target-size") + here.too_wide() + here.complaints
                findings += [f"{page['url']} ({view}): {line}" for line in lines]
    nothing_wrong(findings)


@pytest.mark.parametrize("role", ERRORS)
def test_pages_about_what_went_wrong_are_pages_too(role, browser, library):
    findings = []
    for url, status in ERRORS[role]:
        with visit(browser, library, role=role, size=PHONE) as here:
            got = here.go(url)
            lines = [] if got == status else [f"status {got}, expected {status}"]
            lines += here.axe() + here.too_wide() + here.complaints
            findings += [f"{url} as {role}: {line}" for line in lines]
    nothing_wrong(findings)
