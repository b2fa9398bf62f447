"""Registering at the desk, correcting, verifying."""

from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.patrons import changing, consents, policy, queries, registering
from serambi.patrons.details import DETAILS
from serambi.patrons.duplicates import possible_duplicates
from serambi.patrons.member_page import member_page
from serambi.patrons.models import Category, Patron
from serambi.patrons.permissions import REGISTER
from serambi.patrons.staff.frame import changed, found, page, posted, status_of
from serambi.patrons.staff.member_forms import FIELD_OF, EditForm, RegisterForm, VerifyForm
from serambi.ui.attempt import show_refusals


@requires(REGISTER)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """A new member. People who look like the same person are shown first; then nobody is registered twice."""
    form = RegisterForm(posted(request), categories=queries.categories(), initial=_begun(request))
    twins = []
    if request.method == "POST" and form.is_valid():
        values = form.values()
        twins = possible_duplicates(values["name"], values["born_on"], values["phone"], values["email"])
        if not twins or form.cleaned_data["nobody_of_these"]:
            try:
                patron = registering.register(
                    values,
                    agreed=form.agreed(),
                    guardian=form.named(),
                    card_number=form.cleaned_data["card_number"],
                    by=request.user,
                )
            except Refused as refused:
                show_refusals(form, refused, at=FIELD_OF)
            else:
                return changed(request, patron, _("%(name)s is a member now.") % {"name": patron.name})
    return page(
        request,
        "register",
        "register",
        status=status_of(request),
        form=form,
        twins=twins,
        text=consents.present_text(consents.Purpose.MEMBERSHIP),
    )


def _begun(request) -> dict:
    """The branch of the person at the desk, and what was typed into the search before."""
    here = next((post.branch for post in request.user.posts if post.branch), None)
    return {"home_branch": here, "name": request.GET.get("name", "")[:160]}


@requires(REGISTER)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Correct what is known of a member. Whoever saved first is not overwritten."""
    patron = found(pk)
    offered = Category.objects.filter(is_active=True) | Category.objects.filter(pk=patron.category_id)
    initial = {name: getattr(patron, name) for name in DETAILS} | {"version": patron.version}
    form = EditForm(posted(request), categories=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            patron = changing.change(patron, form.values(), version=form.cleaned_data["version"], by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at=FIELD_OF)
        else:
            return changed(request, patron, _("Saved."))
    return page(request, "edit", "patrons", status=status_of(request), form=form, patron=patron)


@requires(REGISTER)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request, pk):
    """Somebody who joined online stands here with a proof of who they are."""
    patron = found(pk)
    form = VerifyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            patron = registering.verify(patron, agreed=form.agreed(), guardian=form.named(), by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at=FIELD_OF)
        else:
            return changed(request, patron, _("%(name)s is verified. The card counts now.") % {"name": patron.name})
    shown = member_page(patron)
    return page(
        request,
        "verify",
        "patrons",
        status=status_of(request),
        form=form,
        patron=patron,
        shown=shown,
        waits=patron.state == Patron.State.APPLIED,
        has_agreed=consents.Purpose.MEMBERSHIP in shown.standing,
        twins=possible_duplicates(patron.name, patron.born_on, patron.phone, patron.email, but=patron),
        text=shown.texts.get(consents.Purpose.MEMBERSHIP),
        valid_until=policy.expiry(patron.category.months, shown.day),
    )
