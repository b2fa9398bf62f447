"""The tree of pages of a fresh library: home with its blocks, the places below it, groups, and the approval.

Idempotent and careful: what editors have changed stays; only what is missing is planted.
"""

from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from django.db import transaction
from django.utils.translation import override
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from serambi.editorial.models import (
    BannerIndex,
    CampaignIndex,
    FaqPage,
    HomePage,
    InfoIndex,
    NewsIndex,
    SecondPersonTask,
)

HOME_BODY = [("hero", {}), ("hours", {}), ("shelves", {}), ("news", {"most": 3}), ("ways", {})]
"""What a fresh library shows; the same that `front` shows when there is no home page yet."""

PLACES = (
    # model, slug, title, title in English, summary, summary in English
    (NewsIndex, "kabar", "Kabar", "News", "Yang sedang terjadi di perpustakaan.", "What is going on in the library."),
    (InfoIndex, "halaman", "Tentang perpustakaan", "About the library",
     "Layanan, fasilitas, aturan, dan hak Anda.", "Services, facilities, rules, and your rights."),
    (FaqPage, "tanya-jawab", "Tanya jawab", "Questions and answers",
     "Yang paling sering ditanyakan di meja depan.", "What people ask most often at the desk."),
    (CampaignIndex, "kampanye", "Kampanye", "Campaigns",
     "Ajakan perpustakaan pekan-pekan ini.", "What the library invites you to these weeks."),
    (BannerIndex, "spanduk", "Spanduk", "Banners", "", ""),
)  # fmt: skip
GROUPS = {"editor": "Penulis", "publisher": "Redaktur"}
PAGE_PERMISSIONS = {"editor": ("add", "change"), "publisher": ("add", "change", "publish", "lock", "unlock")}
WRITER_MODELS = {
    # what both may do with pictures and documents; publishers may also delete them and keep redirects
    "editor": ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"),
    "publisher": ("delete_image", "delete_document"),
}
REDIRECTS = ("add_redirect", "change_redirect", "delete_redirect")
_GROUPS = "editorial.groups"


@transaction.atomic
def plant(*, by=None) -> HomePage:
    """Everything the editor needs to exist; returns the home page. Two queries when all is there."""
    home = HomePage.objects.first()
    if home is None or not WorkflowPage.objects.filter(page=home).exists():
        home = home or _home()
        for place in PLACES:
            _place(home, *place)
        _hand_out(home)
        _approval(home)
    return home


def _home() -> HomePage:
    with override("id"):
        locale, _ = Locale.objects.get_or_create(language_code="id")
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
        welcome = root.get_children().filter(slug="home", content_type__model="page").first()
        home = HomePage(title="Beranda", title_en="Home", slug="beranda", locale=locale, body=HOME_BODY)
        root.add_child(instance=home)
        site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
        site.root_page, site.site_name = home, "Serambi"
        site.save()
        if welcome:
            welcome.delete()
        home.save_revision()
    return home


def _place(home, model, slug, title, title_en, summary, summary_en) -> None:
    if not model.objects.exists():
        page = model(title=title, title_en=title_en, slug=slug, summary=summary, summary_en=summary_en)
        page.show_in_menus = model in (FaqPage, NewsIndex)
        home.add_child(instance=page)
        page.save_revision()


def groups_by_role() -> dict[str, int]:
    """Role code to the id of its group. No query while it is remembered."""
    known = caches["local"].get(_GROUPS)
    if known is None:
        ids = dict(Group.objects.filter(name__in=GROUPS.values()).values_list("name", "pk"))
        known = {role: ids[name] for role, name in GROUPS.items() if name in ids}
        caches["local"].set(_GROUPS, known, 5)
    return known


def _hand_out(home) -> None:
    """Groups and what they may do. Wagtail's own two groups are taken away: nobody should wonder whose they are."""
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    pages = {p.codename: p for p in Permission.objects.filter(content_type__app_label="wagtailcore")}
    models = {
        p.codename: p for p in Permission.objects.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"))
    }
    everywhere = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for role, name in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(enter)
        for what in PAGE_PERMISSIONS[role]:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=pages[f"{what}_page"])
        names = WRITER_MODELS["editor"] + (WRITER_MODELS["publisher"] if role == "publisher" else ())
        for codename in names:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=everywhere, permission=models[codename]
            )
        if role == "publisher":
            group.permissions.add(*Permission.objects.filter(codename__in=REDIRECTS))
    caches["local"].delete(_GROUPS)


def _approval(home) -> None:
    """One step: somebody of the publishers who did not write it. Wagtail's own example is put out of use."""
    Workflow.objects.filter(name="Moderators approval").delete()
    task, _ = SecondPersonTask.objects.get_or_create(name="Persetujuan redaktur")
    task.groups.set(Group.objects.filter(name=GROUPS["publisher"]))
    workflow, _ = Workflow.objects.get_or_create(name="Persetujuan orang kedua")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
