"""What every page is asked in a browser; test_browser_public.py and test_browser_staff.py share it, one worker each."""

from house.browser import DESK, PHONE, visit

LIGHT_RULES = ("color-contrast", "target-size")


def addresses(staff: bool) -> list[str]:
    """Names of the addresses that answer with a page: one test each."""
    from house.addresses import every_address
    from house.walk import first_role

    return [a.name for a in every_address() if ("staff/" in a.route) == staff and first_role(a)]


def check_page(browser, library, name: str) -> list[str]:
    """Both languages, both widths, light and dark, after opening what opens and after a form went wrong."""
    findings = []
    pages = [page for page in library.cast["pages"] if page["name"] == name]
    for page in pages:
        with visit(browser, library, role=page["role"], size=PHONE) as here:
            told = findings_of(here, page, findings)
            here.go(page["url"])
            told("at 360 px", here.axe() + here.too_wide())
            if page["language"] == "id":
                here.page.emulate_media(color_scheme="dark")
                told("in the dark", here.axe(*LIGHT_RULES))
                here.page.emulate_media(color_scheme="light")
                here.page.set_viewport_size(DESK)
                here.open_everything()
                told("at 1280 px with everything open", here.axe())
                if here.submit_empty():
                    told("after sending the form empty", here.axe())
            told("", here.complaints)
    return findings


def findings_of(here, page, findings):
    def told(when, lines):
        findings.extend(f"{page['url']} as {page['role']} {when}: {line}" for line in lines)

    return told
