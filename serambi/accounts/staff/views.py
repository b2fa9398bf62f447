from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.accounts import queries
from serambi.accounts.account import beyond
from serambi.accounts.models import StaffPost, User
from serambi.accounts.permissions import MANAGE_PEOPLE, VIEW_PERMISSIONS
from serambi.accounts.posts import appoint, end_post
from serambi.accounts.roles import Role
from serambi.accounts.staff.forms import PeopleFilter, PostForm
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.navigation import row_of_pages
from serambi.kit.refusal import Refused

PER_PAGE = 50


def rooms(user, here: str) -> list[dict]:
    """The pages of this room."""
    pages = [("people", _("People"), MANAGE_PEOPLE), ("permissions", _("Who may do what"), VIEW_PERMISSIONS)]
    return row_of_pages(user, "accounts-staff", here, pages)


def found(request, pk: int) -> User:
    """The account, or 404 for one that this person does not look after."""
    try:
        return queries.person(pk, by=request.user)
    except User.DoesNotExist:
        raise Http404 from None


@requires(MANAGE_PEOPLE)
def people_list(request):
    form = PeopleFilter(request.GET, by=request.user)
    people = queries.people(by=request.user, **form.asked())
    if request.GET.get("format") == "csv":
        return csv_response(
            "people",
            [_("name"), _("user name"), _("e-mail"), _("posts"), _("second step"), _("last sign-in")],
            ((p.name, p.username, p.email, _posts(p), _yes(p), p.last_login or "") for p in people.iterator(500)),
        )
    return render(
        request,
        "accounts/staff/people.html",
        {
            "form": form,
            "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
            "room_nav": rooms(request.user, "people"),
        },
    )


def _posts(person) -> str:
    return "; ".join(
        f"{post.get_role_display()} ({post.branch.name if post.branch else _('all branches')})"
        for post in person.posts_today
    )


def _yes(person) -> str:
    return _("yes") if person.has_second_factor else _("no")


@requires(VIEW_PERMISSIONS)
def permissions(request):
    """The whole permission table on one page."""
    return render(
        request,
        "accounts/staff/permissions.html",
        {"roles": Role, "table": queries.permission_table(), "room_nav": rooms(request.user, "permissions")},
    )


@requires(MANAGE_PEOPLE)
def show(request, pk):
    return _page(request, found(request, pk), PostForm(by=request.user))


def _page(request, person, form, status=200):
    return render(
        request,
        "accounts/staff/person.html",
        {
            "person": person,
            "form": form,
            "hindered": beyond(request.user, person) if person.posts_today else [],
            "former_posts": person.staff_posts.exclude(pk__in=[p.pk for p in person.posts_today]).select_related(
                "branch"
            ),
            "room_nav": rooms(request.user, "people"),
        },
        status=status,
    )


@requires(MANAGE_PEOPLE)
@require_POST
def appoint_person(request, pk):
    person = found(request, pk)
    form = PostForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            post = appoint(person, role=form.cleaned_data["role"], branch=form.cleaned_data["branch"], by=request.user)
        except Refused as refused:
            form.add_error(None, [refusal.message for refusal in refused.refusals])
        else:
            messages.success(
                request, _("%(person)s is %(role)s now.") % {"person": person, "role": post.get_role_display()}
            )
            return redirect("accounts-staff:person", pk)
    return _page(request, person, form, status=422)


@requires(MANAGE_PEOPLE)
@require_POST
def end_posting(request, pk, post_pk):
    person = found(request, pk)
    post = StaffPost.objects.filter(pk=post_pk, user=person).first()
    if post is None:
        raise Http404
    end_post(post, by=request.user)
    messages.success(request, _("The post has ended. It stays in the list of former posts."))
    still_there = queries.people(by=request.user, state="all").filter(pk=pk).exists()
    return redirect("accounts-staff:person", pk) if still_there else redirect("accounts-staff:people")
