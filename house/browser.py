"""A real Chromium, and what it reports about a page: axe, console, policy violations, other hosts, width."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]

_LISTEN = """
addEventListener('securitypolicyviolation', e =>
  console.error('policy violation: ' + e.violatedDirective + ' ' + e.blockedURI));
"""
_RUN_AXE = """async ([tags, only]) => (await axe.run(document, {
  runOnly: only.length ? {type: 'rule', values: only} : {type: 'tag', values: tags},
  resultTypes: ['violations'],
})).violations.map(v => ({
  id: v.id, help: v.help,
  nodes: v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' | ' + n.html.slice(0, 160) + ' | ' +
    [...n.any, ...n.all].map(c => c.message).slice(0, 1).join('')),
}))"""
_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
  .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))"""
_EMPTY = """() => {
  const form = [...document.querySelectorAll('main form')].find(f => f.method === 'post' &&
    f.querySelector('[required]') && f.querySelector('[type=submit], button:not([type])'));
  if (!form) return false;
  form.noValidate = true;
  form.setAttribute('data-harness', '');
  for (const field of form.querySelectorAll('input, textarea'))
    if (!['hidden', 'submit', 'radio', 'checkbox', 'file'].includes(field.type)) field.value = '';
  return true;
}"""


def chromium() -> str | None:
    """The browser: SERAMBI_CHROMIUM, the system's, else Playwright's own (None).

    The shell without a window first: the same engine, without a browser's own pages around each of ours (a quarter of
    the time).
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("SERAMBI_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


class Visit:
    """One page in its own context (cookies, width, theme) with everything it complained about."""

    def __init__(self, page, library):
        self.page, self.library = page, library
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text[:300]}")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.library.url).netloc:
            self.complaints.append(f"request to another host: {request.url}")

    def _response(self, response):
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status} for {urlsplit(response.url).path}")

    def go(self, url: str) -> int:
        """Open an address of the library; its status. Waits until scripts and fonts are there."""
        response = self.page.goto(self.library.url + url, wait_until="load")
        self.page.evaluate("document.fonts.ready")
        return response.status if response else 0

    def axe(self, *only: str) -> list[str]:
        """Violations, one line each with the first places; `only` names single rules."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        found = self.page.evaluate(_RUN_AXE, [RULES, list(only)])
        return [f"{each['id']}: {each['help']}: {'; '.join(each['nodes'])}" for each in found]

    def too_wide(self) -> list[str]:
        """What makes the page scroll sideways."""
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if width[0] <= width[1]:
            return []
        wide = self.page.evaluate(_WIDE)
        return [f"{width[0]} px wide at {width[1]}: {wide}"]

    def open_everything(self) -> bool:
        """Open every disclosure and menu on the page; False when it has none."""
        return self.page.evaluate(
            """() => {
              const shut = [...document.querySelectorAll('details:not([open]) > summary')];
              shut.forEach(s => s.parentElement.open = true);
              const buttons = [...document.querySelectorAll('button[aria-expanded="false"]')]
                .filter(b => b.offsetParent && !b.disabled);
              buttons.forEach(b => b.click());
              return shut.length + buttons.length > 0;
            }"""
        )

    def submit_empty(self) -> bool:
        """Send the first form that must be filled in, without filling it in; False when the page has none."""
        if not self.page.evaluate(_EMPTY):
            return False
        with self.page.expect_navigation():
            self.page.evaluate("document.querySelector('[data-harness]').requestSubmit()")
        return True


@contextmanager
def visit(browser, library, *, role: str = "anonymous", size=DESK, theme: str = "light", view: str = "", **options):
    """A context for one role: `theme` as the device has it, `view` as chosen on the site ("dark", "more.large")."""
    context = browser.new_context(
        viewport=size, color_scheme=theme, locale="id-ID", reduced_motion="reduce", service_workers="block", **options
    )
    cookies = {"sessionid": library.cast["sessions"].get(role, ""), "serambi_view": view}
    context.add_cookies([{"name": n, "value": v, "url": library.url} for n, v in cookies.items() if v])
    context.add_init_script(_LISTEN)
    context.set_default_timeout(15_000)
    try:
        yield Visit(context.new_page(), library)
    finally:
        context.close()
