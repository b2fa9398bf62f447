"""The editor as a library's people see it: only what they need in the menu, our look, the way back to the workspace.

Wagtail finds this file by its name when its addresses are loaded.
"""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from serambi.branches.queries import library
from serambi.ui import frame

MENU = {"workspace", "explorer", "images", "documents", "redirects", "reports"}
REPORTS = {"workflows", "workflow-tasks", "site-history"}


class WorkspaceItem(MenuItem):
    """Back to where a working day starts."""


class RedirectsItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("wagtailredirects.change_redirect")


@hooks.register("register_admin_menu_item")
def back_to_the_workspace():
    return WorkspaceItem(
        _("Staff workspace"), reverse("front-staff:today"), name="workspace", icon_name="arrow-left", order=1
    )


@hooks.register("register_admin_menu_item")
def redirects():
    return RedirectsItem(
        _("Moved addresses"), reverse("wagtailredirects:index"), name="redirects", icon_name="redirect", order=600
    )


@hooks.register("construct_main_menu")
def only_what_an_editor_needs(request, items):
    items[:] = [item for item in items if item.name in MENU]


@hooks.register("construct_reports_menu")
def only_reports_that_help(request, items):
    items[:] = [item for item in items if item.name in REPORTS]


@hooks.register("construct_page_action_menu")
def submitting_comes_first(items, request, context):
    """Somebody who may not publish this version sees "submit" as the main act, not "save draft"."""
    order = {"action-submit": 0, "action-publish": 1}
    items.sort(key=lambda item: order.get(item.name, 2))


@hooks.register("before_edit_page")
def tell_what_saves_by_itself(request, page):
    """Written.save_revision refuses a late one."""
    if request.method == "POST" and not request.accepts("text/html"):
        page.saved_by_itself_over = page.latest_revision_id or 0


@hooks.register("construct_page_chooser_queryset")
def only_what_has_an_address(pages, request):
    """A link to a banner would lead nowhere. (Who moves a page chooses its new place in the same window.)"""
    from serambi.editorial.models import BannerIndex, BannerPage

    return pages if "user_perms" in request.GET else pages.not_type(BannerIndex, BannerPage)


@hooks.register("insert_global_admin_css")
def our_look():
    """The house's colours, in the library's own hue."""
    own_hue = frame.brand_sheet({"site": library()})
    editor = format_html('<link rel="stylesheet" href="{}">', static("editorial/editor.css"))
    return format_html("{}{}{}", frame.stylesheets("editor"), own_hue, editor)


@hooks.register("insert_global_admin_js")
def calls_without_inline_scripts():
    """See `staff/inline_calls.py`."""
    return format_html('<script type="module" src="{}"></script>', static("editorial/editor.js"))
