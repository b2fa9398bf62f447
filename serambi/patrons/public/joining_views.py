"""Joining online in three steps, each a page of its own that works without scripts."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.kit.access import open_to_all, signed_in
from serambi.kit.refusal import Refused
from serambi.patrons import applying, consents, guarding_link, policy
from serambi.patrons.guardians import Named
from serambi.patrons.models import Patron
from serambi.patrons.public import draft as drafts
from serambi.patrons.public.joining_forms import ConfirmForm, ReachForm, WhoForm
from serambi.patrons.public.limits import at_most
from serambi.patrons.queries import patron_of
from serambi.ui.attempt import show_refusals

WHO, REACH = "who", "reach"
FORM = require_http_methods(["GET", "HEAD", "POST"])


@open_to_all
@never_cache
@FORM
@at_most("step")
def who(request):
    """Step 1: name, date of birth, district."""
    if elsewhere := _not_for(request):
        return elsewhere
    draft = drafts.read(request)
    form = WhoForm(request.POST) if request.method == "POST" else WhoForm(initial=draft.steps.get(WHO))
    if request.method == "POST" and form.is_valid():
        draft.steps[WHO] = drafts.answers(form)
        return drafts.keep(request, redirect("patrons:reach"), draft)
    return _page(request, "who", {"form": form}, form)


@open_to_all
@never_cache
@FORM
@at_most("step")
def reach(request):
    """Step 2: kind of card, branch, one way to reach you, and the guardian of a child."""
    if elsewhere := _not_for(request):
        return elsewhere
    draft = drafts.read(request)
    person = _answered_who(draft)
    if person is None:
        return redirect("patrons:who")
    born_on = person.cleaned_data["born_on"]
    kept = draft.steps.get(REACH)
    if kept is not None:
        kept = kept | {"sees_loans": bool(kept.get("sees_loans"))}
    form = (
        ReachForm(request.POST, born_on=born_on)
        if request.method == "POST"
        else ReachForm(initial=kept, born_on=born_on)
    )
    if request.method == "POST" and form.is_valid():
        draft.steps[REACH] = drafts.answers(form)
        return drafts.keep(request, redirect("patrons:check"), draft)
    return _page(request, "reach", {"form": form, "person": person.cleaned_data}, form)


@open_to_all
@never_cache
@FORM
@at_most("join")
def check(request):
    """Step 3: everything once more, the text, the password. Sending it twice makes one member."""
    if request.method == "POST" and (patron := _sent_before(request)):
        return _welcome(request, patron)
    if elsewhere := _not_for(request):
        return elsewhere
    draft = drafts.read(request)
    person = _answered_who(draft)
    if person is None:
        return redirect("patrons:who")
    contact = ReachForm(draft.steps.get(REACH), born_on=person.cleaned_data["born_on"])
    if not contact.is_valid():
        return redirect("patrons:reach")
    known = {
        "name": person.cleaned_data["name"],
        "is_child": contact.is_child,
        "has_account": request.user.is_authenticated,
    }
    form = ConfirmForm(request.POST or None, initial={"key": draft.key}, **known)
    if request.method == "POST" and form.is_valid():
        try:
            patron = _apply(request, draft, person.cleaned_data, contact, form.cleaned_data)
        except Refused as no:
            show_refusals(form, no)
        else:
            return _welcome(request, patron, fresh=True)
    shown = {
        "form": form,
        "person": person.cleaned_data,
        "contact": contact.cleaned_data,
        "is_child": contact.is_child,
        "category": contact.by_category[contact.cleaned_data["category"]],
        "branch": contact.by_branch[contact.cleaned_data["home_branch"]],
        "text": consents.present_text(consents.Purpose.MEMBERSHIP),
    }
    return _page(request, "check", shown, form)


@signed_in
@never_cache
@require_safe
def done(request):
    """Welcome: the number, what comes next, and for a child the way to the guardian."""
    patron = patron_of(request.user)
    if patron is None:
        return redirect("patrons:who")
    guardian = _whose_consent_is_missing(patron)
    link = request.build_absolute_uri(guarding_link.path_for(guardian)) if guardian else ""
    shown = {
        "patron": patron,
        "waits": patron.state == Patron.State.APPLIED,
        "guardian": guardian,
        "link": link,
        "mailed": bool(guardian and request.session.get("patrons.mailed") == guardian.pk),
        "whatsapp": guarding_link.whatsapp_address(guardian, link) if guardian else "",
    }
    return render(request, "patrons/public/joining/done.html", shown)


@open_to_all
@require_POST
def discard(request):
    """Forget what was filled in: for those who stop, and for computers that others use too."""
    messages.success(request, _("Everything you had filled in is forgotten."))
    return drafts.drop(redirect("patrons:who"))


def _not_for(request):
    """Where somebody is sent who cannot join here and now; None for everybody else."""
    if request.user.is_authenticated and Patron.objects.filter(user=request.user).exists():
        return redirect("patrons:card")
    if not applying.is_open() or not applying.home_branches():
        return render(request, "patrons/public/joining/closed.html")
    return None


def _answered_who(draft) -> WhoForm | None:
    form = WhoForm(draft.steps.get(WHO))
    return form if form.is_valid() else None


def _sent_before(request) -> Patron | None:
    """The member this very form has made a moment ago: a second click, whose first one signed in meanwhile."""
    patron = applying.applied_with(request.POST.get("key", "")[:64])
    if patron is None or patron.user is None:
        return None
    mine = request.user == patron.user or patron.user.check_password(request.POST.get("password", "")[:128])
    return patron if mine else None


def _apply(request, draft, person: dict, contact: ReachForm, confirmed: dict) -> Patron:
    said = contact.cleaned_data
    values = {
        "name": person["name"],
        "born_on": person["born_on"],
        "district": person["district"],
        "email": said["email"],
        "phone": said["phone"],
        "language": get_language(),
        "category": contact.by_category[said["category"]],
        "home_branch": contact.by_branch[said["home_branch"]],
    }
    guardian = None
    if contact.is_child:
        guardian = Named(
            name=said["guardian_name"],
            relation=said["guardian_relation"],
            phone=said["guardian_phone"],
            email=said["guardian_email"],
            sees_loans=said["sees_loans"],
        )
    return applying.apply(
        values,
        key=draft.key,
        by=request.user if request.user.is_authenticated else None,
        guardian=guardian,
        password=confirmed.get("password"),
    )


def _welcome(request, patron: Patron, *, fresh: bool = False):
    """Signed in until the browser is closed: it may be a computer of the library. The guardian is written to once."""
    if request.user != patron.user:
        login(request, patron.user)
        request.session.set_expiry(0)
    guardian = _whose_consent_is_missing(patron)
    if fresh and guardian:
        link = request.build_absolute_uri(guarding_link.path_for(guardian))
        if guarding_link.send(guardian, link):
            request.session["patrons.mailed"] = guardian.pk
    return drafts.drop(redirect("patrons:done"))


def _whose_consent_is_missing(patron: Patron):
    if not policy.needs_guardian(patron.born_on, patron.joined_on):
        return None
    if consents.Purpose.MEMBERSHIP in consents.standing_consents(patron):
        return None
    return patron.guardians.filter(ended_at=None).select_related("child").order_by("pk").first()


def _page(request, name: str, shown: dict, form):
    return render(request, f"patrons/public/joining/{name}.html", shown, status=422 if form.errors else 200)
