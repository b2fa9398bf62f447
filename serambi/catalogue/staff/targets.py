"""The catalogues that are asked when a record is looked for: the list, a new one, one of them, a try."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue.copying import results as sru_results
from serambi.catalogue.copying import targets as sru_targets
from serambi.catalogue.copying.presets import BY_CODE, PRESETS
from serambi.catalogue.models import SruTarget
from serambi.catalogue.permissions import TARGET_CHANGE
from serambi.catalogue.sru.problems import sentence
from serambi.catalogue.staff.copy_forms import TargetForm, TryForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, show_refusals


@requires(TARGET_CHANGE)
def targets(request):
    """Every target, and the presets that are not among them."""
    found = list(SruTarget.objects.all())
    for target in found:
        target.state, target.words = _state(target)
    known = {target.preset for target in found}
    presets = [preset for preset in PRESETS if preset.code not in known]
    return page(request, "copy_targets", "copy", targets=found, presets=presets)


def _state(target: SruTarget) -> tuple[str, str]:
    """The colour and the words for what the last try said."""
    tried = target.tried
    if not target.tried_at:
        return "plain", _("Not tried from here yet")
    if tried.get("code"):
        return "bad", said(tried)
    return "good", _("Answered")


def said(tried: dict) -> str:
    """What came of a try, in one sentence."""
    if tried.get("code") == "no_marc":
        return _("It found something, but gives no MARC under this name of the format.")
    if tried.get("code") == "refused" and (words := sru_results.diagnosis(tried.get("diagnostic"))):
        return str(words)
    return str(sentence(tried.get("code", "")))


@requires(TARGET_CHANGE)
def new(request):
    """A target by hand."""
    form = TargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = sru_targets.add(form.values(), by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            messages.success(request, _("Saved. Try it now, to see what it says."))
            return redirect("catalogue-staff:copy-target", pk=made.pk)
    return page(request, "copy_target", "copy", form=form, target=None)


@requires(TARGET_CHANGE)
@require_POST
def preset(request):
    """A target from a preset."""
    code = request.POST.get("preset", "")
    here = reverse("catalogue-staff:copy-targets")
    if code not in BY_CODE:
        messages.error(request, _("Choose a catalogue of the list."))
        return redirect(here)
    return attempt(
        request,
        lambda: sru_targets.add_preset(code, by=request.user),
        _("Added. Try it before you rely on it."),
        here,
    )


@requires(TARGET_CHANGE)
def target(request, pk: int):
    """One target: its settings, and what the last try said."""
    found = get_object_or_404(SruTarget, pk=pk)
    form = TargetForm(
        request.POST or None, instance=SruTarget(**{f: getattr(found, f) for f in TargetForm._meta.fields})
    )
    if request.method == "POST" and form.is_valid():
        try:
            sru_targets.change(found, form.values(), by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            messages.success(request, _("Saved."))
            return redirect("catalogue-staff:copy-target", pk=pk)
    return page(
        request,
        "copy_target",
        "copy",
        form=form,
        target=found,
        try_form=TryForm(),
        tried=found.tried,
        tried_words=said(found.tried) if found.tried.get("code") else "",
        explains=_explains(found.tried),
        is_preset=found.preset in BY_CODE,
    )


def _explains(tried: dict) -> str:
    code = tried.get("explains", "")
    if not code:
        return ""
    return _("It says nothing about itself. That is allowed.") if code == "nothing" else str(sentence(code))


@requires(TARGET_CHANGE)
@require_POST
def try_out(request, pk: int):
    """Ask the target now and keep what it says."""
    found = get_object_or_404(SruTarget, pk=pk)
    form = TryForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else TryForm.base_fields["words"].initial
    tried = sru_targets.try_out(found, words, by=request.user)
    if tried.code:
        messages.error(request, _("%s did not give a record. See below.") % found.name)
    else:
        messages.success(request, _("%s answers.") % found.name)
    return redirect(reverse("catalogue-staff:copy-target", args=[pk]) + "#tried")


@requires(TARGET_CHANGE)
@require_POST
def remove(request, pk: int):
    """Take it away; records that came from it stay."""
    found = get_object_or_404(SruTarget, pk=pk)
    here = reverse("catalogue-staff:copy-targets")
    return attempt(request, lambda: sru_targets.remove(found, by=request.user), _("Taken away."), here)
