"""What every page's frame needs. Costs no query for a visitor whose process has shown a page in the last seconds."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from serambi.accounts.policy import is_staff_page
from serambi.branches.queries import doors, library
from serambi.editorial.queries import banners, menu
from serambi.front.greeting import hours_words
from serambi.front.navigation import links
from serambi.kit.addresses import address_of
from serambi.modules.switches import enabled


@dataclass(frozen=True)
class Site:
    """The library as the frame shows it."""

    name: str
    short_name: str
    description: str
    hue: int
    example: bool
    home_url: str
    signin_url: str
    staff_url: str
    account_url: str
    join_url: str
    search_url: str
    suggest_url: str


def frame(request) -> dict:
    row = library()
    shown = {
        "site": Site(
            name=row.name,
            short_name=row.short_name,
            description=row.tagline or row.name,
            hue=row.hue,
            example=row.shows_example_data,
            home_url=address_of("front:home"),
            signin_url=address_of("account_login"),
            staff_url=address_of("front-staff:today"),
            account_url=address_of("accounts:mine"),
            join_url=address_of("patrons:who"),
            search_url=address_of("discovery:search") if enabled("discovery") else "",
            suggest_url=address_of("discovery:suggest") if enabled("discovery") else "",
        )
    }
    if is_staff_page(request.path_info):
        user = getattr(request, "user", None)
        return shown | {
            "staff_nav": links("staff_tabs", path=request.path, user=user) if user else [],
            "banners": banners("staff") if getattr(user, "is_staff", False) else [],
        }
    return shown | {
        "nav": links("verbs", path=request.path)[:5],
        "footer": footer(row),
        "banners": banners(*readers(request.path_info)),
        **addresses(request),
    }


def readers(path: str) -> list[str]:
    """Whom a public page is for, as banners know it."""
    if path.removeprefix("/en").startswith("/anak/"):
        return ["children", "everyone"]
    return ["home", "everyone"] if path in ("/", "/en/") else ["everyone"]


def footer(row) -> list[dict]:
    """The columns under every public page: hours of today, how to reach us, what is for whom."""
    columns = []
    if shown := doors():
        columns.append(
            {
                "title": _("Open today"),
                "rows": [(door.branch.short_name, hours_words(door)) for door in shown[:5]],
                "links": _present((_("All branches, addresses and hours"), "branches:branches")),
            }
        )
    reach = [(row.phone, f"tel:{row.phone.replace(' ', '')}")] if row.phone else []
    reach += [(row.email, f"mailto:{row.email}")] if row.email else []
    columns.append({"title": _("Contact us"), "text": row.address, "links": reach})
    if enabled("editorial") and (pages := menu()):
        columns.append({"title": _("The library"), "links": pages[:8]})
    columns.append(
        {
            "title": _("This site"),
            "links": _present(
                (_("About this library's site"), "front:about"),
                (_("All pages"), "front:map"),
                (_("For the staff"), "front-staff:today"),
            ),
        }
    )
    return [column for column in columns if column.get("rows") or column.get("text") or column.get("links")]


def addresses(request) -> dict:
    """The page's own address without its query, and in every language. Nothing for pages that do not exist."""
    try:
        match = request.resolver_match or resolve(request.path_info)
        here = request.build_absolute_uri(request.path)
    except (Resolver404, DisallowedHost):  # the page about a wrong host name has no address of ours
        return {}
    shown = get_language()
    found = [
        (code, here if code == shown else _translated(request, match, code, here)) for code, _name in settings.LANGUAGES
    ]
    default = dict(found)[settings.LANGUAGE_CODE]
    return {"canonical": here, "alternates": [*found, ("x-default", default)]}


def _translated(request, match: ResolverMatch, code: str, here: str) -> str:
    """The page's address in another language; its own when it has one for all."""
    try:
        with override(code):
            return request.build_absolute_uri(reverse(match.view_name, args=match.args, kwargs=match.kwargs))
    except NoReverseMatch:
        return here


def _present(*entries) -> list[tuple[str, str]]:
    """(label, address) of the entries whose name leads somewhere."""
    return [(label, url) for label, name in entries if (url := address_of(name))]
