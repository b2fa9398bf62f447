"""Guardians of a child, and what was agreed to."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.patrons import consents, guardians
from serambi.patrons import refusals as no
from serambi.patrons.guardians import Named
from serambi.patrons.models import Consent, Guardian
from serambi.patrons.permissions import REGISTER
from serambi.patrons.staff.act_forms import ConsentForm, GuardianForm
from serambi.patrons.staff.act_views import do
from serambi.patrons.staff.frame import changed, found, posted, small_form
from serambi.ui.attempt import show_refusals


@requires(REGISTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request, pk):
    """Name somebody who answers for the child."""
    patron = found(pk)
    form = GuardianForm(posted(request))
    if request.method == "POST" and form.is_valid():
        named = form.named()
        try:
            guardians.name_guardian(patron, named or Named(), by=request.user)
        except Refused as refused:
            at = {
                no.GUARDIAN_NAME_MISSING.code: "guardian_name",
                no.GUARDIAN_PHONE_WRONG.code: "guardian_phone",
                **dict.fromkeys(
                    (no.OWN_GUARDIAN.code, no.GUARDIAN_TWICE.code, no.GUARDIAN_TOO_YOUNG.code), "guardian_card"
                ),
            }
            show_refusals(form, refused, at=at)
        else:
            return changed(request, patron, _("The guardian is named. Ask for the consent too, if it is missing."))
    return small_form(
        request,
        form,
        patron,
        title=_("Name a guardian"),
        say=_("A parent or another guardian who answers for the child and may consent."),
        button=_("Name the guardian"),
    )


@requires(REGISTER)
@require_POST
def end(request, pk, guardian_pk):
    """Somebody answers for the child no more."""
    patron = found(pk)
    row = _of(Guardian, guardian_pk, child=patron)
    return do(
        request,
        patron,
        lambda: guardians.end_guardianship(row, by=request.user) and patron,
        lambda _row: _("%(name)s answers for this child no more.") % {"name": row.name},
    )


@requires(REGISTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request, pk, purpose):
    """Somebody agrees to a text, here and now."""
    patron = found(pk)
    text = consents.present_text(purpose)
    if text is None:
        raise Http404
    form = ConsentForm(posted(request), guardians=Guardian.objects.filter(child=patron, ended_at=None))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            consents.give(
                patron,
                text,
                how=said["how"],
                proof=said["proof"],
                guardian=said.get("guardian"),
                by=request.user,
                witness=request.user,
            )
        except Refused as refused:
            show_refusals(form, refused, at={"consent_by_guardian": "guardian"} if "guardian" in form.fields else None)
        else:
            return changed(request, patron, _("The consent is written down."))
    return small_form(
        request,
        form,
        patron,
        title=_("Consent: %(purpose)s") % {"purpose": text.get_purpose_display()},
        say=_("Let them read this text, or read it to them. What was agreed to, when and how, is kept."),
        button=_("Write down the consent"),
        more={"text": text},
    )


@requires(REGISTER)
@require_POST
def withdraw(request, pk, consent_pk):
    """A consent is taken back."""
    patron = found(pk)
    row = _of(Consent, consent_pk, patron=patron)
    return do(
        request,
        patron,
        lambda: consents.withdraw(row, by=request.user) and patron,
        lambda _row: _("The consent is withdrawn."),
    )


def _of(model, pk: int, **owner):
    try:
        return model.objects.get(pk=pk, **owner)
    except (model.DoesNotExist, OverflowError):
        raise Http404 from None
